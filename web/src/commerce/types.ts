// What the shop's API says, typed: the names of docs/api/openapi.yaml. Every value of these types was checked by
// viewer/commerce, in the commerce worker, before the page sees it: ids refer to what is there, URLs are absolute and
// http(s), amounts are safe whole numbers of one currency, texts are short and without control characters.

export interface Money {
  /** Minor units: 12800 EUR is €128.00. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

export interface ShopFile {
  readonly url: string;
  readonly bytes: number;
}

/** At least one of `manifest` and `glb` is there. */
export interface ProductModel {
  readonly manifest: ShopFile | null;
  readonly glb: ShopFile | null;
  /** Of everything at full detail. */
  readonly bytes: number;
  /** Coarsest first. */
  readonly levels: readonly (ShopFile & { readonly triangles: number })[];
}

export interface ProductPoster extends ShopFile {
  readonly type: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Values of the element's attributes; null is the element's default. */
export interface ProductView {
  readonly cameraOrbit: string | null;
  readonly cameraTarget: string | null;
  readonly fieldOfView: string | null;
  readonly environmentImage: string | null;
  readonly exposure: number | null;
  readonly shadowIntensity: number | null;
  /** URL of a look file; what it says counts where the members above say nothing. */
  readonly look: string | null;
}

/** Something that the shopper chooses, such as the glaze. */
export interface ProductChoice {
  readonly id: string;
  readonly label: string;
  readonly values: readonly {
    readonly id: string;
    readonly label: string;
    /** "#rrggbb", or null where a colour would say nothing. */
    readonly swatch: string | null;
  }[];
}

/** What can be bought: one value for each choice. */
export interface ProductOption {
  readonly id: string;
  readonly label: string;
  readonly sku: string;
  readonly price: Money;
  /** Units left. */
  readonly stock: number;
  /** In the model's KHR_materials_variants; null shows the model's own materials. */
  readonly materialVariant: string | null;
  /** Choice id → value id. */
  readonly values: Readonly<Record<string, string>>;
}

type Vector = readonly [x: number, y: number, z: number];

/** `position` and `normal`, or `surface`. */
export interface ProductHotspot {
  readonly id: string;
  readonly label: string;
  readonly text: string | null;
  /** Metres. */
  readonly position: Vector | null;
  readonly normal: Vector | null;
  /** The syntax of `data-surface`. */
  readonly surface: string | null;
}

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly tagline: string | null;
  readonly description: string | null;
  readonly alt: string;
  /** Of the default variant. */
  readonly price: Money;
  readonly model: ProductModel;
  readonly poster: ProductPoster;
  readonly view: ProductView;
  /** Of the product as sold, millimetres along X, Y, Z. */
  readonly dimensions: {
    readonly width: number;
    readonly height: number;
    readonly depth: number;
    readonly unit: 'mm';
  };
  readonly options: readonly ProductChoice[];
  readonly variants: readonly ProductOption[];
  readonly defaultVariant: string;
  readonly hotspots: readonly ProductHotspot[];
  readonly licence: string | null;
}

export interface ProductSummary {
  readonly id: string;
  readonly name: string;
  readonly tagline: string | null;
  readonly alt: string;
  readonly priceFrom: Money;
  readonly available: boolean;
  readonly model: ProductModel;
  readonly poster: ProductPoster;
  readonly view: ProductView;
}

export interface ProductPage {
  readonly items: readonly ProductSummary[];
  /** For the next page; null: that was all. */
  readonly nextCursor: string | null;
}

export interface OrderLine {
  readonly productId: string;
  readonly variantId: string;
  readonly sku: string;
  readonly name: string;
  readonly label: string;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly total: Money;
}

export interface CartLine extends OrderLine {
  readonly id: string;
  /** Units left; may have become fewer than `quantity`. */
  readonly stock: number;
  readonly poster: ProductPoster;
}

export interface Cart {
  readonly lines: readonly CartLine[];
  readonly count: number;
  readonly total: Money;
  /** Of two answers the one with the higher version is the newer. */
  readonly version: number;
}

export interface Order {
  readonly id: string;
  /** RFC 3339. */
  readonly placedAt: string;
  readonly lines: readonly OrderLine[];
  readonly total: Money;
}

/** What the shop said when it refused; RFC 9457. */
export interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly status: number;
  readonly sku: string | null;
  /** Of insufficient-stock. */
  readonly requested: number | null;
  readonly available: number | null;
}

// The value syntax of <product-viewer> attributes: numbers with units, keywords, lists and calc().
//
// One Quantity covers what a term can say: nothing ("auto"), an absolute amount, a share of a basis
// that is only known once a model is there ("105%"), or a sum of both ("calc(100% + 0.2m)"). It
// stays symbolic until resolve(), so that settings may arrive in any order, before or after the
// model.
//
// Units: angles are kept in radians, lengths in metres. Pure, no allocation, any thread.
#pragma once

#include <string_view>

namespace vitrine::settings {

/// A term of a setting: "auto", or absolute + relative × basis.
struct Quantity {
    bool isAuto = true;
    double absolute = 0;  ///< radians or metres
    double relative = 0;  ///< share of the basis; 1.05 for "105%"

    static Quantity of(double absolute, double relative = 0) { return {false, absolute, relative}; }

    /// The value, in the unit of `basis`; `autoValue` when nothing was said. A relative part of
    /// zero ignores the basis, which may be infinite (an orbit without limits).
    double resolve(double basis, double autoValue) const {
        if (isAuto) return autoValue;
        return relative == 0 ? absolute : absolute + relative * basis;
    }

    bool operator==(const Quantity& o) const {
        return isAuto == o.isAuto && absolute == o.absolute && relative == o.relative;
    }
    bool operator!=(const Quantity& o) const { return !(*this == o); }
};

enum class Dimension : unsigned char {
    Angle,   ///< rad, deg
    Length,  ///< m, cm, mm
    Number,  ///< no unit; "%" is a share of 1
};

/// Reads `count` terms separated by white space, term i of dimension `dimensions[i]`, into `out`.
/// Missing terms at the end become "auto". A plain number is taken in the base unit (radians,
/// metres), "Infinity" and "-Infinity" are numbers. calc() may hold + − × ÷ and brackets. False
/// when the text does not fit; `out` is then unspecified.
bool parseQuantities(std::string_view text, const Dimension* dimensions, int count, Quantity* out);

/// A finite decimal number such as "-1.5e3", nothing but white space around it.
bool parseNumber(std::string_view text, double& out);

/// Without white space at both ends (what HTML calls ASCII white space).
std::string_view trim(std::string_view text);

}  // namespace vitrine::settings

#include <algorithm>
#include <cmath>

#include "Viewer.h"
#include "camera/Projection.h"

// Where the model stands, what of it lies where in the picture, and the camera that turns to it: parts of Viewer.
namespace vitrine {
namespace {

// A mark this deep below the surface still lies on it, as a share of the model's radius: coarse levels of detail are off
// by about that much.
constexpr double kMarkMargin = 0.02;

/// Whether boxes stay boxes along the axes.
bool keepsAxes(const glm::mat4& m) {
    for (int column = 0; column < 3; ++column) {
        const glm::vec3 axis = glm::abs(glm::vec3(m[column]));
        const float longest = std::max({axis.x, axis.y, axis.z});
        if (axis.x + axis.y + axis.z - longest > 1e-5f * longest) return false;
    }
    return true;
}

}  // namespace

void Viewer::placeModel() {
    const double(&o)[3] = mSettings.orientation;
    const double(&s)[3] = mSettings.scale;
    const glm::mat4 placement = pose::placement(o[0], o[1], o[2], {s[0], s[1], s[2]});
    if (placement == mPlacement) return;
    mPlacement = placement;
    scene::Model* m = model();
    if (!m) return;
    m->place(mPlacement);
    m->setOcclusion({});  // it would be that of another place
    mOcclusion.invalidate();
    mGround.invalidate();
    frameModel();
}

/// The camera shows the model as the settings have it. Whether they name a camera of the file.
bool Viewer::frameModel() {
    const camera::Framing framing = this->framing();
    const bool fromFile = aim(framing);
    camera::frame(mOrbit, framing, mAim, aspect());
    return fromFile;
}

/// Whether the settings name a camera of the file; the orbit then starts from there.
bool Viewer::aim(const camera::Framing& framing) {
    mAim = mSettings;
    const scene::Model* m = model();
    const std::optional<camera::FileCamera> from =
        m ? m->camera(mSettings.cameraName) : std::nullopt;
    if (from) mAim.camera = camera::seenFrom(*from, framing, mSettings.camera);
    return from.has_value();
}

/// The manifest knows the bounds better than a coarse level does.
camera::Framing Viewer::framing() {
    camera::Framing framing = model()->framing();
    const stream::Manifest* manifest = mCurrent->manifest();
    if (!manifest || !keepsAxes(mPlacement)) return framing;
    const glm::dmat4 placement(mPlacement);
    const glm::dvec3 a(placement * glm::dvec4(glm::dvec3(manifest->min), 1));
    const glm::dvec3 b(placement * glm::dvec4(glm::dvec3(manifest->max), 1));
    framing.min = glm::min(a, b);
    framing.max = glm::max(a, b);
    const bool asMade = mPlacement == glm::mat4(1);
    if (asMade && manifest->radius > 0 && manifest->reach.size() == framing.reach.size()) {
        framing.radius = manifest->radius;
        std::copy(manifest->reach.begin(), manifest->reach.end(), framing.reach.begin());
    }
    return framing;
}

void Viewer::turn(double theta) {
    camera::turn(mOrbit, theta);
}

void Viewer::face(double mark) {
    if (!(mark >= 0 && mark < static_cast<double>(mPlaced.size()))) return;
    const pick::Place& place = mPlaced[static_cast<size_t>(mark)].place;
    const bool sided = place.normal != glm::dvec3(0);
    camera::face(mOrbit, sided ? place.normal : place.position - mOrbit.framing.center());
}

void Viewer::setMarks(std::vector<pick::Mark> marks) {
    mMarks = std::move(marks);
    mPlaced.clear();
    mDirty = true;
}

void Viewer::placeMarks(PixelSize size) {
    if (mMarks.empty()) return;
    const double aspect = double(size.width) / size.height;
    mPlaced = mPicker.place(mMarks, *model(), camera::pose(mOrbit), aspect,
                            kMarkMargin * mOrbit.framing.radius);
}

std::optional<pick::Hit> Viewer::pick(glm::dvec2 place) {
    const scene::Model* m = model();
    if (!m || !std::isfinite(place.x) || !std::isfinite(place.y)) return std::nullopt;
    return mPicker.pick(*m, camera::rayThrough(camera::pose(mOrbit), aspect(), place));
}

}  // namespace vitrine

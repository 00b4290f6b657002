// Result<T>: a value or an Error. Bad input is data; there are no exceptions in the core. Result<T, E> has errors of another
// kind, for those outside of it.
//
//     Result<Asset> r = document.build();
//     if (!r) return std::move(r).error();
//     use(*r);
#pragma once

#include <cassert>
#include <optional>
#include <utility>
#include <variant>

#include "base/Error.h"

namespace vitrine {

template <typename T, typename E = Error>
class [[nodiscard]] Result {
public:
    Result(T value) : mState(std::in_place_index<0>, std::move(value)) {}
    Result(E error) : mState(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const noexcept { return mState.index() == 0; }

    T& operator*() & { return *value(); }
    const T& operator*() const& { return *value(); }
    T&& operator*() && { return std::move(*value()); }
    T* operator->() { return value(); }
    const T* operator->() const { return value(); }

    const E& error() const& { return *std::get_if<1>(&mState); }
    E&& error() && { return std::move(*std::get_if<1>(&mState)); }

private:
    T* value() {
        assert(*this);
        return std::get_if<0>(&mState);
    }
    const T* value() const {
        assert(*this);
        return std::get_if<0>(&mState);
    }
    std::variant<T, E> mState;
};

/// Success without a value, or an Error.
class [[nodiscard]] Status {
public:
    Status() = default;
    Status(Error error) : mError(std::move(error)) {}

    explicit operator bool() const noexcept { return !mError; }
    const Error& error() const& { return *mError; }
    Error&& error() && { return std::move(*mError); }

private:
    std::optional<Error> mError;
};

}  // namespace vitrine

// What a client would rather have: media types and codings, each with a weight (RFC 9110, 12.5).

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace noctis {

/// Which of `offers` ("application/json"…, in our own order of preference) suits the Accept header
/// best: the range that names an offer most closely decides its weight, the greatest weight wins,
/// and among equals the first.  Nothing: none suits (406).
///
/// Parameters other than q play no part.  What is not well-formed counts as if it were not there; a
/// header that holds nothing else, as if there were none: then the first offer is taken.  The forms
/// "*" and "q=.2", which old Java sends, are understood.  Precondition: there is an offer.
[[nodiscard]] std::optional<std::size_t> choose(std::optional<std::string_view> accept,
                                                std::span<const std::string_view> offers);

/// Whether the Accept-Encoding header asks for gzip, by name or by "*".  Without one nothing is
/// compressed: clients that do not ask often cannot.
[[nodiscard]] bool accepts_gzip(std::optional<std::string_view> accept_encoding);

}  // namespace noctis

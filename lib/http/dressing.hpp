// What every answer wears on its way out, whoever made it.

#pragma once

#include "http/compression.hpp"
#include "http/cors.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace noctis {

/// Compresses it where that is asked for and allowed, turns it into 304 where the client has it
/// already, and adds what is missing of
///
///   Cache-Control: no-store
///   X-Content-Type-Options: nosniff
///   Content-Security-Policy: default-src 'none'; frame-ancestors 'none'   (not to pictures)
///   Referrer-Policy: no-referrer                                          (not to pictures)
///
/// and what other origins may do.  `cors` may be null: nothing.
void dress(Response& response, const Request& request, const Cors* cors, Gzip& gzip);

}  // namespace noctis

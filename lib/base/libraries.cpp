#include "base/libraries.hpp"

#include <openssl/crypto.h>
#include <xxhash.h>
#include <boost/version.hpp>

#include <fmt/core.h>

namespace noctis {

namespace {

// Of its headers, which are all there is of it: 108100 is 1.81.0.
std::string boost_version() {
  return fmt::format("{}.{}.{}", BOOST_VERSION / 100000, BOOST_VERSION / 100 % 1000,
                     BOOST_VERSION % 100);
}

}  // namespace

std::vector<Library> base_libraries() {
  return {{"OpenSSL", OpenSSL_version(OPENSSL_VERSION_STRING)},
          {"xxHash", dotted_version(XXH_versionNumber(), 100)},
          {"Boost", boost_version()},
          {"fmt", dotted_version(FMT_VERSION, 100)}};  // it can only be asked for its headers'
}

}  // namespace noctis

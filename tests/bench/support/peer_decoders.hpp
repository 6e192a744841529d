// The decoders that ours replaced, or would be replaced by, each as it comes.

#pragma once

#include <string_view>

#include "base/bytes.hpp"

class DcmDataset;

namespace noctis {

struct PeerDecoder {
  std::string_view name;
  /// The first frame, words in the machine's order where they are more than 8 bits; empty where it
  /// cannot be decoded.
  Bytes (*decode)(DcmDataset& dataset) = nullptr;
};

/// Nothing to decode by where the syntax has no peer.
[[nodiscard]] PeerDecoder peer_decoder(std::string_view transfer_syntax_uid);

/// Once, before anything is decoded.
void register_peer_decoders();

}  // namespace noctis

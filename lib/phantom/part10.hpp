// The file around a dataset: preamble, meta header, the dataset in its transfer syntax, the pixels.

#pragma once

#include <string>
#include <vector>

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcdatset.h>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "phantom/encoding.hpp"
#include "phantom/plan.hpp"

namespace noctis::phantom {

/// Pixel Data (7FE0,0010) as bytes: what follows all other elements.
[[nodiscard]] Bytes native_element(Bytes value, const PixelShape& shape, Form form);

/// The frames as items behind their offset table, which may be (7FE0,0001) and (7FE0,0002).
[[nodiscard]] Bytes encapsulated_element(const std::vector<Bytes>& frames, const PhantomSpec& spec);

/// Precondition: the dataset has no pixels.
[[nodiscard]] Result<Bytes> part10_file(DcmDataset& dataset, ByteView pixel_element,
                                        const Encoding& encoding);

}  // namespace noctis::phantom

#include "support/openjph.hpp"

#include <cstddef>

#include <openjph/ojph_arch.h>
#include <openjph/ojph_base.h>
#include <openjph/ojph_codestream.h>
#include <openjph/ojph_file.h>
#include <openjph/ojph_mem.h>
#include <openjph/ojph_params.h>

namespace noctis::test {

namespace {

void describe(ojph::codestream& codestream, const Htj2kPicture& picture,
              const Htj2kOptions& options) {
  const std::uint32_t offset = options.offset;
  ojph::param_siz size = codestream.access_siz();
  size.set_image_extent(ojph::point(picture.columns + offset, picture.rows + offset));
  size.set_image_offset(ojph::point(offset, offset));
  size.set_tile_offset(ojph::point(offset, offset));
  if (options.tile > 0)
    size.set_tile_size(ojph::size(options.tile, options.tile));
  size.set_num_components(picture.components);
  for (std::uint32_t i = 0; i < picture.components; ++i)
    size.set_component(i, ojph::point(1, 1), picture.precision, picture.is_signed);
  ojph::param_cod style = codestream.access_cod();
  style.set_reversible(options.reversible);
  style.set_color_transform(options.color_transform);
  style.set_num_decomposition(options.levels);
  style.set_block_dims(options.block_columns, options.block_rows);
  style.set_progression_order(options.progression.c_str());
  std::vector<ojph::size> precincts;
  for (const Htj2kOptions::Precinct& exponents : options.precincts)
    precincts.emplace_back(1U << exponents.columns, 1U << exponents.rows);
  if (!precincts.empty())
    style.set_precinct_size(static_cast<int>(precincts.size()), precincts.data());
}

}  // namespace

Bytes encode_htj2k(const Htj2kPicture& picture, const Htj2kOptions& options) {
  ojph::codestream codestream;
  describe(codestream, picture, options);
  codestream.set_planar(false);
  ojph::mem_outfile file;
  file.open();
  codestream.write_headers(&file);
  ojph::ui32 component = 0;
  ojph::line_buf* line = codestream.exchange(nullptr, component);
  for (std::size_t i = 0; i < std::size_t{picture.rows} * picture.components; ++i) {
    const std::size_t row = i / picture.components * picture.columns * picture.components;
    for (std::size_t x = 0; x < picture.columns; ++x)
      line->i32[x] = picture.samples[row + x * picture.components + component];
    line = codestream.exchange(line, component);
  }
  codestream.flush();
  Bytes bytes(file.get_data(), file.get_data() + file.tell());
  codestream.close();
  return bytes;
}

}  // namespace noctis::test

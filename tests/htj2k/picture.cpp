#include "htj2k/picture.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "support/openjpeg.hpp"

namespace noctis::test {

Htj2kPicture make_picture(const Htj2kPicture& shape, Texture texture, Random& random) {
  Htj2kPicture picture = shape;
  const std::int64_t least = shape.is_signed ? -(std::int64_t{1} << (shape.precision - 1)) : 0;
  const std::int64_t greatest = least + (std::int64_t{1} << shape.precision) - 1;
  const std::int64_t flat = random.between(least, greatest);
  picture.samples.clear();
  for (std::uint32_t y = 0; y < shape.rows; ++y)
    for (std::uint32_t x = 0; x < shape.columns; ++x)
      for (std::uint32_t i = 0; i < shape.components; ++i) {
        std::int64_t sample = flat;
        const double wave = std::sin(0.05 * x + i) * std::cos(0.07 * y);
        switch (texture) {
          case Texture::flat:
            break;
          case Texture::smooth:
            sample = least +
                     static_cast<std::int64_t>((wave + 1) / 2.1 *
                                               static_cast<double>(greatest - least)) +
                     random.between(0, 3);
            break;
          case Texture::noise:
            sample = random.between(least, greatest);
            break;
          case Texture::ends:
            sample = random.one_in(2) ? least : greatest;
            break;
          case Texture::islands:
            sample = wave > 0.9 || random.one_in(500) ? random.between(least, greatest) : flat;
        }
        picture.samples.push_back(static_cast<std::int32_t>(std::clamp(sample, least, greatest)));
      }
  return picture;
}

std::optional<std::vector<std::int32_t>> samples_of(const Result<htj2k::Picture>& picture) {
  if (!picture)
    return std::nullopt;
  std::vector<std::int32_t> samples;
  const htj2k::Plane& first = picture->components.front();
  for (std::size_t y = 0; y < first.rows(); ++y)
    for (std::size_t x = 0; x < first.columns(); ++x)
      for (const htj2k::Plane& component : picture->components)
        samples.push_back(component.row(y)[x]);
  return samples;
}

std::optional<std::vector<std::int32_t>> samples_by_openjpeg(ByteView codestream) {
  const auto image = decode_by_openjpeg(codestream, true);
  if (!image)
    return std::nullopt;
  const opj_image_comp_t& first = image->comps[0];
  std::vector<std::int32_t> samples;
  for (std::size_t i = 0; i < std::size_t{first.w} * first.h; ++i)
    for (std::size_t component = 0; component < image->numcomps; ++component)
      samples.push_back(image->comps[component].data[i]);
  return samples;
}

}  // namespace noctis::test

#include "dicom/read_palette.hpp"

#include <algorithm>
#include <utility>

#include "dicom/keywords.hpp"
#include "dicom/read_lookup_table.hpp"
#include "dicom/segmented_palette.hpp"

namespace noctis {

namespace {

struct ColorTags {
  Tag descriptor, data, segmented_data;
};

constexpr ColorTags red{tag::red_palette_color_lookup_table_descriptor,
                        tag::red_palette_color_lookup_table_data,
                        tag::segmented_red_palette_color_lookup_table_data};
constexpr ColorTags green{tag::green_palette_color_lookup_table_descriptor,
                          tag::green_palette_color_lookup_table_data,
                          tag::segmented_green_palette_color_lookup_table_data};
constexpr ColorTags blue{tag::blue_palette_color_lookup_table_descriptor,
                         tag::blue_palette_color_lookup_table_data,
                         tag::segmented_blue_palette_color_lookup_table_data};

Result<LookupTable> read_table(const Item& dataset, const ColorTags& tags, bool pixels_are_signed) {
  const ByteView descriptor = dataset.bytes(tags.descriptor);
  if (dataset.has(tags.data) || !dataset.has(tags.segmented_data))
    return read_lookup_table(descriptor, dataset.bytes(tags.data), pixels_are_signed);

  const auto shape = read_descriptor(descriptor, pixels_are_signed);
  if (!shape)
    return failure(shape);
  auto entries = expand_segmented_palette(dataset.bytes(tags.segmented_data), shape->bits_per_entry,
                                          shape->entries);
  if (!entries)
    return failure(entries);
  return LookupTable{.first_value_mapped = shape->first_value_mapped,
                     .bits_per_entry = shape->bits_per_entry,
                     .entries = std::move(*entries),
                     .explanation = {}};
}

/// What the entries show where the descriptor says otherwise.
void set_bits(Palette& palette, std::vector<Remark>& remarks) {
  std::uint16_t largest = 0;
  for (const LookupTable* table : {&palette.red, &palette.green, &palette.blue})
    largest = std::max(largest, *std::max_element(table->entries.begin(), table->entries.end()));
  const std::uint16_t bits = largest <= 255 ? 8 : 16;
  if (bits != palette.red.bits_per_entry)
    remarks.push_back({"R15", fmt::format("the palette's descriptor says {} bits, its largest "
                                          "entry is {}: taken as {} bits",
                                          palette.red.bits_per_entry, largest, bits)});
  for (LookupTable* table : {&palette.red, &palette.green, &palette.blue})
    table->bits_per_entry = bits;
}

}  // namespace

std::optional<Palette> read_palette(const Item& dataset, bool pixels_are_signed,
                                    std::vector<Remark>& remarks) {
  if (!dataset.has(red.descriptor) && !dataset.has(green.descriptor) &&
      !dataset.has(blue.descriptor))
    return std::nullopt;
  Palette palette;
  for (const auto& [tags, table] :
       {std::pair{&red, &palette.red}, {&green, &palette.green}, {&blue, &palette.blue}}) {
    auto read = read_table(dataset, *tags, pixels_are_signed);
    if (!read) {
      remarks.push_back({"R15", fmt::format("the palette at {} is not used: {}",
                                            to_string(tags->descriptor), read.error().what)});
      return std::nullopt;
    }
    *table = std::move(*read);
  }
  set_bits(palette, remarks);
  return palette;
}

}  // namespace noctis

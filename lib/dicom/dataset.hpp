// The attributes of an opened file, parsed by DCMTK, handed out as values of ours: nothing of
// DCMTK's leaves dataset.cpp.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "dicom/character_set.hpp"
#include "dicom/tag.hpp"

class DcmElement;
class DcmItem;

namespace noctis {

/// One level of a dataset: the dataset itself, or an item of a sequence.  Lives no longer than its
/// Dataset.  What an attribute holds decides how it is read, not the VR that the file claims:
/// numbers may be binary or text.
class Item {
 public:
  Item(DcmItem& item, const CharacterSet& character_set);

  /// Whether the attribute is there and not empty.
  [[nodiscard]] bool has(Tag tag) const;

  /// In UTF-8, trimmed; the whole value, empty where absent.
  [[nodiscard]] std::string text(Tag tag) const;
  [[nodiscard]] std::string person_name(Tag tag) const;
  /// Split at the backslashes; nothing where absent.
  [[nodiscard]] std::vector<std::string> texts(Tag tag) const;

  /// Value `index`, where it is a finite number.
  [[nodiscard]] std::optional<double> number(Tag tag, std::size_t index = 0) const;
  [[nodiscard]] std::vector<std::optional<double>> numbers(Tag tag) const;
  /// Value `index`, where it is a whole number.
  [[nodiscard]] std::optional<std::int64_t> integer(Tag tag, std::size_t index = 0) const;

  /// The value in little endian, whatever its VR; a pad byte may end it.
  [[nodiscard]] ByteView bytes(Tag tag) const;

  [[nodiscard]] std::vector<Item> items(Tag sequence) const;
  [[nodiscard]] std::optional<Item> first_item(Tag sequence) const;

 private:
  [[nodiscard]] DcmElement* find(Tag tag) const;

  const CharacterSet* character_set_;
  std::vector<std::pair<Tag, DcmElement*>> elements_;  // by tag
};

/// Immutable.  One thread at a time: DCMTK's getters keep state.
class Dataset {
 public:
  /// Explicit VR Little Endian without pixels, as DatasetCopy writes it.  `character_set` is what
  /// an item inherits; a Specific Character Set of its own wins.
  static Result<Dataset> parse(ByteView bytes, const CharacterSet& character_set = {});

  Dataset(Dataset&&) noexcept;
  Dataset& operator=(Dataset&&) noexcept;
  ~Dataset();

  [[nodiscard]] Item root() const;
  [[nodiscard]] const CharacterSet& character_set() const noexcept;

 private:
  struct State;
  explicit Dataset(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// DCMTK's loggers would print, and the library never does.  Before any other use of DCMTK.  Any
/// thread.
void silence_dcmtk();

}  // namespace noctis

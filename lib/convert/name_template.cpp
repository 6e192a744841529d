#include "convert/name_template.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/core.h>

#include "base/digest.hpp"
#include "base/text.hpp"

namespace noctis {

namespace {

constexpr std::string_view extension = ".png";
constexpr std::size_t most_digits = 20;

std::string decimal(const std::optional<std::int64_t>& number) {
  return number ? std::to_string(*number) : std::string();
}

struct FieldKind {
  std::string_view name;
  bool is_number;
  std::string (*value)(const NameFacts&);
};

constexpr std::array field_kinds{
    FieldKind{"study", false,
              [](const NameFacts& facts) { return facts.attributes.study.study_instance_uid; }},
    FieldKind{"series", false,
              [](const NameFacts& facts) { return facts.attributes.series.series_instance_uid; }},
    FieldKind{"instance", false,
              [](const NameFacts& facts) { return facts.attributes.image.sop_instance_uid; }},
    FieldKind{"frame", true,
              [](const NameFacts& facts) {
                return fmt::format("{:0{}}", facts.frame, std::to_string(facts.frame_count).size());
              }},
    FieldKind{"preset", false, [](const NameFacts& facts) { return std::string(facts.preset); }},
    FieldKind{"stem", false, [](const NameFacts& facts) { return std::string(facts.stem); }},
    FieldKind{
        "number", true,
        [](const NameFacts& facts) { return decimal(facts.attributes.image.instance_number); }},
    FieldKind{"modality", false,
              [](const NameFacts& facts) { return facts.attributes.series.modality; }},
    FieldKind{"patient_id", false,
              [](const NameFacts& facts) { return facts.attributes.patient.patient_id; }},
    FieldKind{"accession_number", false,
              [](const NameFacts& facts) { return facts.attributes.study.accession_number; }},
    FieldKind{"study_date", false,
              [](const NameFacts& facts) { return facts.attributes.study.study_date; }},
    FieldKind{"study_description", false,
              [](const NameFacts& facts) { return facts.attributes.study.study_description; }},
    FieldKind{
        "series_number", true,
        [](const NameFacts& facts) { return decimal(facts.attributes.series.series_number); }},
    FieldKind{"series_description", false,
              [](const NameFacts& facts) { return facts.attributes.series.series_description; }},
};

// What control characters and other bytes become has a backslash, which goes with the rest.
std::string harmless(std::string_view value) {
  constexpr auto is_refused = [](char c) {
    return std::string_view(R"(/\:*?"<>|)").find(c) != std::string_view::npos;
  };
  std::string text = escape_controls(trim(value));
  std::ranges::replace_if(text, is_refused, '_');
  if (text.empty())
    return "unknown";
  if (text.front() == '.')
    text.front() = '_';
  if (text.back() == '.' || text.back() == ' ')
    text.back() = '_';
  return text;
}

std::string filled(std::string number, std::size_t digits) {
  const std::size_t sign = !number.empty() && number.front() == '-' ? 1 : 0;
  if (!number.empty() && number.size() - sign < digits)
    number.insert(sign, digits - (number.size() - sign), '0');
  return number;
}

// The start of `text` that is at most `length` bytes and ends between two characters.
std::string_view start_of(std::string_view text, std::size_t length) {
  while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xc0) == 0x80)
    --length;
  return text.substr(0, length);
}

// File systems take 255 bytes; what keeps equal names apart and a temporary name are added to them.
std::string fitted(std::string part, std::string_view end) {
  constexpr std::size_t longest = 180;
  constexpr std::size_t digest_digits = 16;
  if (part.size() + end.size() <= longest)
    return part.append(end);
  const std::string digest = to_hex(sha256(as_bytes(part))).substr(0, digest_digits);
  return fmt::format("{}~{}{}", start_of(part, longest - end.size() - digest_digits - 1), digest,
                     end);
}

}  // namespace

std::vector<std::string_view> NameTemplate::fields() {
  std::vector<std::string_view> names(std::size(field_kinds));
  std::transform(std::begin(field_kinds), std::end(field_kinds), names.begin(),
                 [](const FieldKind& kind) { return kind.name; });
  return names;
}

// Reads a template from left to right.
class NameTemplate::Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<NameTemplate> parse() {
    NameTemplate names;
    names.parts_.emplace_back();
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const bool doubled = at_ + 1 < text_.size() && text_[at_ + 1] == c;
      if (c == '/') {
        names.parts_.emplace_back();
        ++at_;
      } else if ((c == '{' || c == '}') && doubled) {
        add(names.parts_.back(), c);
        at_ += 2;
      } else if (c == '}') {
        return failure(ErrorKind::usage, "the name \"{}\" has a }} without its {{", shown());
      } else if (c == '{') {
        const Result<Field> field = parse_field();
        if (!field)
          return failure(field);
        names.parts_.back().emplace_back(*field);
      } else {
        add(names.parts_.back(), c);
        ++at_;
      }
    }
    return checked(std::move(names));
  }

 private:
  [[nodiscard]] std::string shown() const { return escape_controls(text_); }

  static void add(Part& part, char c) {
    if (part.empty() || !std::holds_alternative<std::string>(part.back()))
      part.emplace_back(std::string());
    std::get<std::string>(part.back()) += c;
  }

  Result<Field> parse_field() {
    const std::size_t end = text_.find('}', at_);
    if (end == std::string_view::npos)
      return failure(ErrorKind::usage, "the name \"{}\" has a {{ without its }}", shown());
    const std::string_view inside = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    const std::size_t colon = inside.find(':');
    const std::string_view name = inside.substr(0, colon);
    const auto* const kind = std::ranges::find(field_kinds, name, &FieldKind::name);
    if (kind == field_kinds.end())
      return failure(ErrorKind::usage, "a name has no field {{{}}}; there are {}",
                     escape_controls(name), all_fields());
    Field field{static_cast<std::size_t>(kind - field_kinds.begin()), 0};
    if (colon == std::string_view::npos)
      return field;
    const auto digits = to_integer(inside.substr(colon + 1));
    if (!kind->is_number || !digits || *digits < 1 ||
        *digits > static_cast<std::int64_t>(most_digits))
      return failure(ErrorKind::usage,
                     "the name's field {{{}}} is not a number's, {{{}:01}} to {{{}:{}}}",
                     escape_controls(inside), name, name, most_digits);
    field.digits = static_cast<std::size_t>(*digits);
    return field;
  }

  static std::string all_fields() {
    std::string all;
    for (const std::string_view name : fields())
      all += fmt::format("{}{{{}}}", all.empty() ? "" : " ", name);
    return all;
  }

  [[nodiscard]] Result<NameTemplate> checked(NameTemplate names) const {
    for (const Part& part : names.parts_) {
      if (part.empty())
        return failure(ErrorKind::usage, "the name \"{}\" {}", shown(),
                       text_.starts_with('/') ? "is absolute" : "has an empty part");
      const auto* const only = part.size() == 1 ? std::get_if<std::string>(part.data()) : nullptr;
      if (only != nullptr && (*only == "." || *only == ".."))
        return failure(ErrorKind::usage, "the name \"{}\" has a part \"{}\"", shown(), *only);
    }
    // Added to every name, so that what is there already is not said twice.
    Piece& last = names.parts_.back().back();
    if (auto* const text = std::get_if<std::string>(&last);
        text != nullptr && text->ends_with(extension)) {
      text->resize(text->size() - extension.size());
      if (text->empty() && names.parts_.back().size() == 1)
        return failure(ErrorKind::usage, "the name \"{}\" is but an extension", shown());
    }
    return names;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

Result<NameTemplate> NameTemplate::parse(std::string_view text) {
  return Parser(text).parse();
}

bool NameTemplate::has_field(std::string_view name) const noexcept {
  for (const Part& part : parts_)
    for (const Piece& piece : part)
      if (const auto* const field = std::get_if<Field>(&piece);
          field != nullptr && field_kinds[field->index].name == name)
        return true;
  return false;
}

std::string NameTemplate::name_of(const NameFacts& facts) const {
  std::string name;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    std::string part;
    for (const Piece& piece : parts_[i]) {
      if (const auto* const text = std::get_if<std::string>(&piece)) {
        part += *text;
      } else {
        const auto& [index, digits] = std::get<Field>(piece);
        part += harmless(filled(field_kinds[index].value(facts), digits));
      }
    }
    name += i == 0 ? "" : "/";
    name += fitted(std::move(part), i + 1 == parts_.size() ? extension : std::string_view());
  }
  return name;
}

}  // namespace noctis

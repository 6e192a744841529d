#include "rest/asker.hpp"

#include <algorithm>
#include <fstream>
#include <memory>
#include <variant>

#include <doctest/doctest.h>

#include "base/base64.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "image/png.hpp"
#include "store/index.hpp"
#include "warm/warmer.hpp"

namespace noctis::test {

namespace {

namespace fs = std::filesystem;

class Silent final : public Progress {
 public:
  void file_ended(const FileReport& /*report*/) override {}
  void note(std::string_view /*text*/) override {}
};

std::string decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      result += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
      i += 2;
    } else {
      result += text[i] == '+' ? ' ' : text[i];
    }
  }
  return result;
}

Request request_of(Method method, std::string_view target, std::string_view accept) {
  Request request;
  request.method = method;
  const std::size_t mark = std::min(target.find('?'), target.size());
  request.path = decoded(target.substr(0, mark));
  if (mark < target.size())
    for (const std::string_view pair : split(target.substr(mark + 1), '&')) {
      const std::size_t equals = std::min(pair.find('='), pair.size());
      request.query.emplace_back(
          decoded(pair.substr(0, equals)),
          equals < pair.size() ? decoded(pair.substr(equals + 1)) : std::string());
    }
  for (const std::string_view field : split(accept, '\n'))
    if (!field.empty())
      request.headers.emplace_back("accept", field);
  return request;
}

// Pixels twice as high as they are wide: Pixel Spacing of an Explicit VR Little Endian file.
void make_tall(const fs::path& path) {
  const auto bytes = read_file(path.string(), 1U << 20U);
  REQUIRE(bytes.has_value());
  std::string text(as_text(*bytes));
  const std::string_view element(
      "\x28\x00\x30\x00"
      "DS",
      6);
  const std::size_t at = text.find(element);
  REQUIRE(at != text.npos);
  const auto length = static_cast<unsigned char>(text[at + element.size()]);
  std::string value = "2\\1";
  REQUIRE(length >= value.size());
  value.resize(length, ' ');
  text.replace(at + element.size() + 2, length, value);
  std::ofstream(path, std::ios::binary) << text;
}

PhantomSpec spec_of(PhantomKind kind, std::uint64_t seed) {
  PhantomSpec spec;
  spec.kind = kind;
  spec.seed = seed;
  spec.rows = 48;
  spec.columns = 40;
  return spec;
}

std::vector<PhantomSpec> make_all_kinds() {
  std::vector<PhantomSpec> all;
  for (const PhantomKind kind : phantom_kinds()) {
    PhantomSpec spec = spec_of(kind, 1);
    const bool is_multi_frame = kind == PhantomKind::us || kind == PhantomKind::nm ||
                                kind == PhantomKind::enhanced_ct ||
                                kind == PhantomKind::segmentation || kind == PhantomKind::rt_dose;
    spec.frames = is_multi_frame ? 3 : 0;
    spec.instances = kind == PhantomKind::ct || kind == PhantomKind::pt ? 3 : 1;
    spec.padding = kind == PhantomKind::ct;
    all.push_back(spec);
  }
  for (const PhantomKind kind : {PhantomKind::mr, PhantomKind::cr, PhantomKind::dx}) {
    PhantomSpec spec = spec_of(kind, 2);
    spec.monochrome1 = true;
    all.push_back(spec);
  }
  PhantomSpec lut = spec_of(PhantomKind::mr, 3);
  lut.voi_lut = true;
  all.push_back(lut);
  return all;
}

PlanOptions plan_of(std::vector<std::string> names) {
  PlanOptions plan;
  plan.preset_names = std::move(names);
  plan.thumbnail_side = 32;
  return plan;
}

}  // namespace

std::string Reply::header(std::string_view name) const {
  return std::string(response.header(name).value_or(""));
}

json::value Reply::json() const {
  CHECK(response.content_type == "application/json");
  auto parsed = parse_json(body);
  REQUIRE(parsed.has_value());
  return *std::move(parsed);
}

Image8 Reply::picture(std::string_view key) const {
  std::string png = body;
  if (!key.empty()) {
    constexpr std::string_view prefix = "data:image/png;base64,";
    const json::value value = json().at(key);
    const std::string url(value.as_string());
    REQUIRE(url.starts_with(prefix));
    png = from_base64(url.substr(prefix.size())).value_or("");
  } else {
    CHECK(response.content_type == "image/png");
  }
  auto decoded_picture = decode_png(as_bytes(png));
  REQUIRE(decoded_picture.has_value());
  REQUIRE(std::holds_alternative<Image8>(*decoded_picture));
  return std::get<Image8>(*std::move(decoded_picture));
}

Reply Asker::ask(Method method, std::string_view target, std::string_view accept) const {
  const Request request = request_of(method, target, accept);
  const Router::Match match = router_.find(method, request.path);
  CAPTURE(target);
  REQUIRE(match.route != nullptr);
  Reply reply;
  Answer answer = match.route->answer(request, match.captured);
  if (auto* const work = std::get_if<LongWork>(&answer)) {
    reply.was_long = true;
    reply.response = (*work)();
  } else {
    reply.response = std::get<Response>(std::move(answer));
  }
  if (auto* const file = std::get_if<FileBody>(&reply.response.body)) {
    const auto bytes = read_at(file->file.get(), 0, file->size);
    REQUIRE(bytes.has_value());
    reply.body = as_text(*bytes);
  } else if (auto* const base64 = std::get_if<Base64Body>(&reply.response.body)) {
    const auto bytes = read_at(base64->file.get(), 0, base64->size);
    REQUIRE(bytes.has_value());
    reply.body = base64->before + to_base64(as_text(*bytes)) + base64->after;
  } else {
    reply.body = std::get<std::string>(reply.response.body);
  }
  return reply;
}

std::string percent_encoded(std::string_view text) {
  std::string result;
  for (const char c : text)
    result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return result;
}

WarmedStore::WarmedStore(const std::vector<PhantomSpec>& studies, PlanOptions plan)
    : plan_(std::move(plan)) {
  std::string name = (fs::temp_directory_path() / "noctis-test-XXXXXX").string();
  REQUIRE(::mkdtemp(name.data()) != nullptr);
  folder_ = name;
  store_ = folder_ / "store";
  sources_ = folder_ / "sources";
  fs::create_directories(sources_);
  for (const PhantomSpec& spec : studies) {
    const auto paths = write_phantom(sources_, spec);
    REQUIRE(paths.has_value());
    if (spec.kind == PhantomKind::mr && spec.seed == 1)
      make_tall(paths->front());
  }
  warm_again();
}

WarmedStore::~WarmedStore() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void WarmedStore::warm_again() {
  WarmOptions options;
  options.store = store_;
  options.roots = {sources_.string()};
  options.plan = plan_;
  options.jobs = 2;
  Silent silent;
  const auto summary = warm(options, silent, {});
  REQUIRE(summary.has_value());
  REQUIRE(summary->failures() == 0);
}

const std::vector<PhantomSpec>& all_kinds() {
  static const std::vector<PhantomSpec> all = make_all_kinds();
  return all;
}

const WarmedStore& sparse_store() {
  static const WarmedStore store(all_kinds(), plan_of({"default"}));
  return store;
}

const WarmedStore& full_store() {
  static const WarmedStore store(all_kinds(), [] {
    const PresetTable table = PresetTable::built_in();
    std::vector<std::string> names;
    for (const Preset& preset : table.all())
      names.push_back(preset.name);
    return plan_of(names);
  }());
  return store;
}

RestParts parts_of(const std::filesystem::path& store) {
  RestParts parts;
  parts.store = store;
  parts.version = "1.2.3";
  return parts;
}

std::vector<KnownImage> images_of(const std::filesystem::path& store) {
  std::vector<KnownImage> images;
  Index::open(store).instances([&](const StoredInstance& stored) {
    images.push_back({stored.instance.sop_instance_uid, stored.modality, stored.instance.frames,
                      stored.instance.color});
    return true;
  });
  return images;
}

}  // namespace noctis::test

// The presets of this server.

#include <string>
#include <vector>

#include "base/json_writer.hpp"
#include "render/preset_text.hpp"
#include "render/window_text.hpp"
#include "rest/parts.hpp"

namespace noctis {

namespace {

void add_texts(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
  json.key(key);
  json.begin_array();
  for (const std::string& text : texts)
    json.value(text);
  json.end_array();
}

void add_preset(JsonWriter& json, const Preset& preset) {
  json.key(preset.name);
  json.begin_object();
  if (preset.view.kind == ViewKind::window) {
    json.member("window", preset.view.window.width);
    json.member("level", preset.view.window.center);
    json.member("function", name_of(preset.view.window.function));
  } else {
    for (const char* const key : {"window", "level", "function"})
      json.member(key, nullptr);
  }
  add_texts(json, "modalities", preset.modalities);
  add_texts(json, "body_parts", preset.body_parts);
  json.member("view", name_of(preset.view.kind));
  json.member("hounsfield_units", preset.hounsfield_units);
  json.end_object();
}

std::string presets_json(const PresetTable& presets) {
  JsonWriter json;
  json.begin_object();
  json.key("presets");
  json.begin_object();
  for (const Preset& preset : presets.all())
    add_preset(json, preset);
  json.end_object();
  json.member(
      "usage",
      "GET /api/v1/dicom/images/{id}?preset=NAME, or ?window=WIDTH&level=CENTER; modalities "
      "are those a preset is warmed for");
  json.end_object();
  return json.take();
}

}  // namespace

void add_preset_routes(Router& router, const Worker& worker) {
  add_route(
      router, Method::get, "/api/v1/dicom/presets", Access::read,
      [body = presets_json(worker->shared->parts.presets)](
          const Request&, const Captured&) -> Answered<Answer> { return json_response(body); });
}

}  // namespace noctis

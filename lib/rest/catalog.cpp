#include "rest/catalog.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "render/window_text.hpp"
#include "rest/urls.hpp"

namespace noctis {

namespace {

constexpr std::string_view data_url = "data:image/png;base64,";

void add_series(JsonWriter& json, const StoredSeries& stored) {
  const SeriesRow& series = stored.series;
  json.begin_object();
  json.member("id", stored.id);
  json.member("series_number", series.series_number);
  json.text_member("series_description", series.series_description);
  json.text_member("modality", series.modality);
  json.member("image_count", stored.image_count);
  json.text_member("series_instance_uid", series.series_instance_uid);
  json.text_member("body_part_examined", series.body_part_examined);
  json.text_member("series_date", series.series_date);
  json.text_member("series_time", series.series_time);
  json.member("thumbnail_url", thumbnail_of(url_of_series(stored.id)));
  json.end_object();
}

// What every answer about a study begins with.
void add_study_head(JsonWriter& json, const StoredStudy& stored) {
  json.member("study_id", stored.id);
  json.text_member("patient_id", stored.study.patient.patient_id);
  json.text_member("patient_name", stored.study.patient.patient_name);
  json.text_member("study_date", stored.study.study_date);
  json.text_member("modality", stored.modalities);
  json.text_member("description", stored.study.study_description);
  json.text_member("study_instance_uid", stored.study.study_instance_uid);
}

void add_image(JsonWriter& json, const ListedImage& image) {
  json.begin_object();
  json.member("id", image.id);
  json.member("instance_number", image.instance_number);
  json.text_member("sop_instance_uid", image.sop_instance_uid);
  json.member("image_url", url_of_image(image.id));
  json.member("frames", image.frames);
  json.member("rows", image.rows);
  json.member("columns", image.columns);
  json.member("thumbnail_url", thumbnail_of(url_of_image(image.id)));
  json.member("position", image.image_position);
  json.end_object();
}

void add_metadata(JsonWriter& json, const StoredImage& image) {
  json.key("metadata");
  json.begin_object();
  json.text_member("patient_id", image.patient_id);
  json.text_member("patient_name", image.patient_name);
  json.text_member("study_date", image.study_date);
  json.text_member("study_time", image.study_time);
  json.text_member("modality", image.shown.modality);
  json.text_member("study_description", image.study_description);
  json.text_member("series_description", image.series_description);
  json.member("rows", image.shown.rows);
  json.member("columns", image.shown.columns);
  json.member("instance_number", image.instance_number);
  json.member("slice_thickness", image.slice_thickness);
  json.member("pixel_spacing", image.pixel_spacing);
  json.text_member("sop_instance_uid", image.sop_instance_uid);
  json.member("frames", image.shown.frames);
  json.end_object();
}

void add_window(JsonWriter& json, const std::optional<VoiWindow>& window) {
  if (window) {
    json.member("window", window->width);
    json.member("level", window->center);
    json.member("function", name_of(window->function));
  } else {
    for (const char* const key : {"window", "level", "function"})
      json.member(key, nullptr);
  }
}

// Between rows, between columns, as the file has them: of a picture with another number of either.
std::optional<std::array<double, 2>> spacing_of(const StoredImage& image,
                                                const PictureFacts& facts) {
  if (!image.pixel_spacing || facts.width == 0 || facts.height == 0)
    return std::nullopt;
  return std::array<double, 2>{(*image.pixel_spacing)[0] * image.shown.rows / facts.height,
                               (*image.pixel_spacing)[1] * image.shown.columns / facts.width};
}

// Up to where the base64 begins.
std::string begun(JsonWriter json, std::string_view key) {
  json.key(key);
  std::string text = json.take();
  text += '"';
  text += data_url;
  return text;
}

// From behind the base64.
JsonWriter continued() {
  return JsonWriter("\"");
}

}  // namespace

std::string study_list_json(const StudyPage& page) {
  JsonWriter json;
  json.begin_object();
  json.key("studies");
  json.begin_array();
  for (const StoredStudy& stored : page.studies) {
    json.begin_object();
    json.member("id", stored.id);
    json.text_member("study_instance_uid", stored.study.study_instance_uid);
    json.text_member("patient_id", stored.study.patient.patient_id);
    json.text_member("patient_name", stored.study.patient.patient_name);
    json.text_member("study_date", stored.study.study_date);
    json.text_member("modality", stored.modalities);
    json.text_member("description", stored.study.study_description);
    json.member("series_count", stored.series_count);
    json.member("image_count", stored.image_count);
    json.member("thumbnail_url", thumbnail_of(url_of_study(stored.id)));
    json.text_member("study_time", stored.study.study_time);
    json.text_member("accession_number", stored.study.accession_number);
    json.end_object();
  }
  json.end_array();
  json.member("total", page.total);
  json.text_member("next", page.next ? to_text(*page.next) : std::string());
  json.end_object();
  return json.take();
}

std::string study_json(const StoredStudy& stored) {
  const StudyRow& study = stored.study;
  JsonWriter json;
  json.begin_object();
  add_study_head(json, stored);
  json.text_member("study_time", study.study_time);
  json.text_member("accession_number", study.accession_number);
  json.text_member("dicom_study_id", study.study_id);
  json.text_member("referring_physician_name", study.referring_physician_name);
  json.text_member("institution_name", study.institution_name);
  json.text_member("patient_birth_date", study.patient.patient_birth_date);
  json.text_member("patient_sex", study.patient.patient_sex);
  json.member("series_count", stored.series_count);
  json.member("image_count", stored.image_count);
  json.member("thumbnail_url", thumbnail_of(url_of_study(stored.id)));
  json.end_object();
  return json.take();
}

std::string study_series_json(const StoredStudy& stored, const std::vector<StoredSeries>& series) {
  JsonWriter json;
  json.begin_object();
  add_study_head(json, stored);
  json.member("thumbnail_url", thumbnail_of(url_of_study(stored.id)));
  json.key("series");
  json.begin_array();
  for (const StoredSeries& each : series)
    add_series(json, each);
  json.end_array();
  json.end_object();
  return json.take();
}

std::string series_images_json(const StoredSeries& stored, const std::vector<ListedImage>& images) {
  const SeriesRow& series = stored.series;
  JsonWriter json;
  json.begin_object();
  json.member("series_id", stored.id);
  json.member("series_number", series.series_number);
  json.text_member("series_description", series.series_description);
  json.text_member("modality", series.modality);
  json.text_member("series_instance_uid", series.series_instance_uid);
  json.member("study_id", stored.study_id);
  json.member("thumbnail_url", thumbnail_of(url_of_series(stored.id)));
  json.key("images");
  json.begin_array();
  for (const ListedImage& image : images)
    add_image(json, image);
  json.end_array();
  json.end_object();
  return json.take();
}

AroundPicture image_json(const StoredImage& image, const ImageRequest& request, std::uint32_t frame,
                         const PictureFacts& facts) {
  JsonWriter head;
  head.begin_object();
  head.member("image_id", image.shown.id);
  JsonWriter tail = continued();
  add_metadata(tail, image);
  add_window(tail, facts.window);
  tail.text_member("preset", request.preset);
  tail.member("format", "base64_png");
  tail.member("cached", facts.cached);
  tail.member("frame", frame);
  tail.member("image_width", facts.width);
  tail.member("image_height", facts.height);
  tail.member("image_pixel_spacing", spacing_of(image, facts));
  tail.end_object();
  return {begun(std::move(head), "image_data_url"), tail.take()};
}

AroundPicture thumbnail_json(std::int64_t image_id, const ImageRequest& request,
                             std::uint32_t frame, const PictureFacts& facts) {
  JsonWriter head;
  head.begin_object();
  head.member("image_id", image_id);
  JsonWriter tail = continued();
  tail.member("size", request.size.value_or(std::max(facts.width, facts.height)));
  tail.text_member("preset", request.preset);
  tail.member("frame", frame);
  tail.member("width", facts.width);
  tail.member("height", facts.height);
  tail.member("cached", facts.cached);
  tail.end_object();
  return {begun(std::move(head), "thumbnail_url"), tail.take()};
}

}  // namespace noctis

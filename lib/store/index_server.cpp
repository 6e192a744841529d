// What a server asks an Index for.

#include <tuple>
#include <utility>

#include "store/index.hpp"
#include "store/index_state.hpp"

namespace noctis {

ServerStatements::ServerStatements(const Connection& connection)
    : study(connection.prepare(query::study())),
      study_with_uid(connection.prepare(query::study_with_uid())),
      series(connection.prepare(query::series())),
      series_with_uid(connection.prepare(query::series_with_uid())),
      series_of_study(connection.prepare(query::series_of_study())),
      instances_in_series(connection.prepare(query::instances_in_series())),
      instances_in_study(connection.prepare(query::instances_in_study())),
      listed_images(connection.prepare(query::listed_images())),
      image(connection.prepare(query::image())),
      image_with_uid(connection.prepare(query::image_with_uid())),
      shown_image(connection.prepare(query::shown_image())),
      shown_image_with_uid(connection.prepare(query::shown_image_with_uid())),
      object(connection.prepare(query::object())),
      newest_object(connection.prepare(query::newest_object())) {}

namespace {

auto fields_of_shown(ShownImage& image) {
  return std::tie(image.id, image.modality, image.rows, image.columns, image.frames,
                  image.representative_frame_number, image.hounsfield_units, image.color);
}

void read_shown(const Execution& row, ShownImage& image) {
  row.read(fields_of_shown(image));
}

void read_image(const Execution& row, StoredImage& image) {
  row.read(fields_of_shown(image.shown), image.patient_id, image.patient_name, image.study_date,
           image.study_time, image.study_description, image.series_description,
           image.sop_instance_uid, image.instance_number, image.slice_thickness,
           image.pixel_spacing);
}

void read_listed(const Execution& row, ListedImage& image) {
  row.read(image.id, image.sop_instance_uid, image.instance_number, image.rows, image.columns,
           image.frames, image.image_type, image.presentation_intent_type, image.image_position,
           image.image_orientation);
}

void read_count(const Execution& row, std::uint64_t& count) {
  row.read(count);
}

void read_object(const Execution& row, NamedObject& object) {
  row.read(object.id, object.bytes, object.is_png);
}

// The rows of one of the statements, each by `read`.  `statement` is a member's address: the
// statements are prepared within run(), too.
template <class Row, class Read, class... Values>
std::vector<Row> find_all(const Connection& connection, std::optional<ServerStatements>& statements,
                          SQLite::Statement ServerStatements::*statement, Read read,
                          const Values&... values) {
  return connection.run([&] {
    if (!statements)
      statements.emplace(connection);
    std::vector<Row> rows;
    Execution execution((*statements).*statement, values...);
    while (execution.step())
      read(std::as_const(execution), rows.emplace_back());
    return rows;
  });
}

template <class Row>
std::optional<Row> first_of(std::vector<Row> rows) {
  if (rows.empty())
    return std::nullopt;
  return std::move(rows.front());
}

}  // namespace

std::optional<StoredStudy> Index::study(std::int64_t id) const {
  return first_of(find_all<StoredStudy>(state_->connection, state_->of_server,
                                        &ServerStatements::study, read_study, id));
}

std::optional<StoredStudy> Index::study_with_uid(std::string_view uid) const {
  return first_of(find_all<StoredStudy>(state_->connection, state_->of_server,
                                        &ServerStatements::study_with_uid, read_study, uid));
}

std::optional<StoredSeries> Index::series(std::int64_t id) const {
  return first_of(find_all<StoredSeries>(state_->connection, state_->of_server,
                                         &ServerStatements::series, read_series, id));
}

std::optional<StoredSeries> Index::series_with_uid(std::string_view uid) const {
  return first_of(find_all<StoredSeries>(state_->connection, state_->of_server,
                                         &ServerStatements::series_with_uid, read_series, uid));
}

std::vector<StoredSeries> Index::series_of_study(std::int64_t study_id) const {
  return find_all<StoredSeries>(state_->connection, state_->of_server,
                                &ServerStatements::series_of_study, read_series, study_id);
}

std::uint64_t Index::instances_in_series(std::optional<std::int64_t> id, std::string_view uid,
                                         std::uint64_t most) const {
  return find_all<std::uint64_t>(state_->connection, state_->of_server,
                                 &ServerStatements::instances_in_series, read_count, id, uid, most)
      .front();
}

std::uint64_t Index::instances_in_study(std::optional<std::int64_t> id, std::string_view uid,
                                        std::uint64_t most) const {
  return find_all<std::uint64_t>(state_->connection, state_->of_server,
                                 &ServerStatements::instances_in_study, read_count, id, uid, most)
      .front();
}

std::vector<ListedImage> Index::listed_images(std::int64_t series_id) const {
  return find_all<ListedImage>(state_->connection, state_->of_server,
                               &ServerStatements::listed_images, read_listed, series_id);
}

std::optional<StoredImage> Index::image(std::int64_t id) const {
  return first_of(find_all<StoredImage>(state_->connection, state_->of_server,
                                        &ServerStatements::image, read_image, id));
}

std::optional<StoredImage> Index::image_with_uid(std::string_view uid) const {
  return first_of(find_all<StoredImage>(state_->connection, state_->of_server,
                                        &ServerStatements::image_with_uid, read_image, uid));
}

std::optional<ShownImage> Index::shown_image(std::int64_t id) const {
  return first_of(find_all<ShownImage>(state_->connection, state_->of_server,
                                       &ServerStatements::shown_image, read_shown, id));
}

std::optional<ShownImage> Index::shown_image_with_uid(std::string_view uid) const {
  return first_of(find_all<ShownImage>(state_->connection, state_->of_server,
                                       &ServerStatements::shown_image_with_uid, read_shown, uid));
}

std::optional<NamedObject> Index::object(const ObjectId& id) const {
  return first_of(find_all<NamedObject>(state_->connection, state_->of_server,
                                        &ServerStatements::object, read_object, id));
}

std::optional<NamedObject> Index::newest_object() const {
  return first_of(find_all<NamedObject>(state_->connection, state_->of_server,
                                        &ServerStatements::newest_object, read_object));
}

}  // namespace noctis

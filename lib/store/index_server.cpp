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

// The columns of query::shown_image(), and what comes behind them.
template <class... Told>
void read_shown_with(const Execution& row, ShownImage& image, Told&... told) {
  RenditionRow& picture = image.picture.emplace();
  row.read(image.id, image.modality, image.rows, image.columns, image.frames,
           image.representative_frame_number, image.hounsfield_units, image.color, picture.frame,
           fields_of_picture(picture), told...);
  if (picture.frame == 0)
    image.picture.reset();
}

void read_shown(const Execution& row, ShownImage& image) {
  read_shown_with(row, image);
}

void read_image(const Execution& row, StoredImage& image) {
  read_shown_with(row, image.shown, image.patient_id, image.patient_name, image.study_date,
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

// What `use` makes of an execution of the statement.
template <class Use, class... Values>
auto with(const Connection& connection, PreparedStatement& statement, Use use,
          const Values&... values) {
  return connection.run([&] {
    Execution execution(statement, values...);
    return use(execution);
  });
}

// Its rows, each by `read`.
template <class Row>
auto all_by(void (*read)(const Execution&, Row&)) {
  return [read](Execution& execution) {
    std::vector<Row> rows;
    while (execution.step())
      read(execution, rows.emplace_back());
    return rows;
  };
}

// The first of them, and no step beyond it.
template <class Row>
auto first_by(void (*read)(const Execution&, Row&)) {
  return [read](Execution& execution) {
    std::optional<Row> row;
    if (execution.step())
      read(execution, row.emplace());
    return row;
  };
}

}  // namespace

std::optional<StoredStudy> Index::study(std::int64_t id) const {
  return with(state_->connection, state_->of_server.study, first_by(read_study), id);
}

std::optional<StoredStudy> Index::study_with_uid(std::string_view uid) const {
  return with(state_->connection, state_->of_server.study_with_uid, first_by(read_study), uid);
}

std::optional<StoredSeries> Index::series(std::int64_t id) const {
  return with(state_->connection, state_->of_server.series, first_by(read_series), id);
}

std::optional<StoredSeries> Index::series_with_uid(std::string_view uid) const {
  return with(state_->connection, state_->of_server.series_with_uid, first_by(read_series), uid);
}

std::vector<StoredSeries> Index::series_of_study(std::int64_t study_id) const {
  return with(state_->connection, state_->of_server.series_of_study, all_by(read_series), study_id);
}

std::uint64_t Index::instances_in_series(std::optional<std::int64_t> id, std::string_view uid,
                                         std::uint64_t most) const {
  return with(state_->connection, state_->of_server.instances_in_series, first_by(read_count), id,
              uid, most)
      .value_or(0);
}

std::uint64_t Index::instances_in_study(std::optional<std::int64_t> id, std::string_view uid,
                                        std::uint64_t most) const {
  return with(state_->connection, state_->of_server.instances_in_study, first_by(read_count), id,
              uid, most)
      .value_or(0);
}

std::vector<ListedImage> Index::listed_images(std::int64_t series_id) const {
  return with(state_->connection, state_->of_server.listed_images, all_by(read_listed), series_id);
}

std::optional<StoredImage> Index::image(std::int64_t id, const PictureKey& along) const {
  return with(state_->connection, state_->of_server.image, first_by(read_image), along.frame,
              KeyText{along.preset}, id);
}

std::optional<StoredImage> Index::image_with_uid(std::string_view uid,
                                                 const PictureKey& along) const {
  return with(state_->connection, state_->of_server.image_with_uid, first_by(read_image),
              along.frame, KeyText{along.preset}, uid);
}

std::optional<ShownImage> Index::shown_image(std::int64_t id, const PictureKey& along) const {
  return with(state_->connection, state_->of_server.shown_image, first_by(read_shown), along.frame,
              KeyText{along.preset}, id);
}

std::optional<ShownImage> Index::shown_image_with_uid(std::string_view uid,
                                                      const PictureKey& along) const {
  return with(state_->connection, state_->of_server.shown_image_with_uid, first_by(read_shown),
              along.frame, KeyText{along.preset}, uid);
}

std::optional<NamedObject> Index::object(const ObjectId& id) const {
  return with(state_->connection, state_->of_server.object, first_by(read_object), id);
}

std::optional<NamedObject> Index::newest_object() const {
  return with(state_->connection, state_->of_server.newest_object, first_by(read_object));
}

}  // namespace noctis

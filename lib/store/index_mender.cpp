#include "store/index_mender.hpp"

#include <map>
#include <utility>

#include "store/connection.hpp"
#include "store/impossible_rows.hpp"
#include "store/row_columns.hpp"
#include "store/statement.hpp"

namespace noctis {

namespace {

// From parents to children; foreign keys are not enforced meanwhile, for they are what is broken.
std::vector<std::string> mend_sql() {
  using namespace impossible;
  return {
      "DELETE FROM series WHERE study NOT IN (SELECT id FROM study)",
      fmt::format("DELETE FROM instance WHERE series NOT IN (SELECT id FROM series) OR {}",
                  instance),
      fmt::format("DELETE FROM object WHERE {}", object),
      fmt::format("UPDATE rendition SET object_sha256 = sha256, object_bytes = bytes FROM object"
                  " WHERE object.id = rendition.object AND {}",
                  object_of_rendition),
      fmt::format(
          "CREATE TEMP TABLE impossible AS SELECT instance, frame, kind, preset FROM rendition"
          " WHERE instance NOT IN (SELECT id FROM instance)"
          "  OR object NOT IN (SELECT id FROM object)"
          "  OR (display_attributes IS NOT NULL"
          "      AND display_attributes NOT IN (SELECT id FROM display_attributes))"
          "  OR {} OR {}",
          rendition, frame_of_rendition),
      fmt::format("UPDATE source SET plan = zeroblob(32)"
                  " WHERE instance IN (SELECT instance FROM impossible) OR {}",
                  plan_of_source),
      "DELETE FROM rendition WHERE (instance, frame, kind, preset) IN"
      " (SELECT instance, frame, kind, preset FROM impossible)",
      "DROP TABLE impossible",
      // A stamp that no file has, and no content: the file is read again.
      fmt::format("UPDATE source SET size = 0, mtime_ns = 0, ctime_ns = 0, device = 0, inode = 0,"
                  " content_digest = NULL, instance = NULL, plan = zeroblob(32)"
                  " WHERE instance NOT IN (SELECT id FROM instance) OR {}",
                  content_of_source),
      fmt::format("UPDATE source SET outcome = 'failed', reason = 'its row was damaged',"
                  " plan = zeroblob(32) WHERE {}",
                  outcome_of_source()),
  };
}

std::string sources_sql() {
  return fmt::format("SELECT path, {} FROM source WHERE instance = ? ORDER BY path",
                     source_columns);
}

std::string renditions_sql() {
  return fmt::format(
      "SELECT rendition.instance, {} FROM rendition"
      " LEFT JOIN display_attributes ON display_attributes.id = rendition.display_attributes"
      " WHERE rendition.object = (SELECT id FROM object WHERE sha256 = ?)",
      rendition_columns());
}

Connection open_to_mend(const std::filesystem::path& store) {
  try {
    Connection connection = Connection::for_writing(store);
    connection.database().exec("PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF");
    return connection;
  } catch (const SQLite::Exception& exception) {
    throw Fatal(index_error(exception));
  }
}

}  // namespace

struct IndexMender::State {
  Connection connection;

  template <class Body>
  auto commit(const Body& body) {
    return connection.run([&] {
      SQLite::Database& database = connection.database();
      database.exec("BEGIN IMMEDIATE");
      try {
        body();
        database.exec("COMMIT");
      } catch (...) {
        database.tryExec("ROLLBACK");
        throw;
      }
    });
  }

  void take_out(const ObjectId& object, std::map<std::int64_t, LostRenditions>& lost);
};

// What is not asked twice: the sources are read before their plans are forgotten.
void IndexMender::State::take_out(const ObjectId& object,
                                  std::map<std::int64_t, LostRenditions>& lost) {
  PreparedStatement renditions = connection.prepare(renditions_sql());
  PreparedStatement sources = connection.prepare(sources_sql());
  PreparedStatement forget =
      connection.prepare("UPDATE source SET plan = zeroblob(32) WHERE instance = ?");
  Execution rows(renditions, object);
  while (rows.step()) {
    std::int64_t instance = 0;
    RenditionRow row;
    rows.read(instance, fields_of_rendition(row));
    const auto [place, is_new] = lost.try_emplace(instance);
    place->second.renditions.push_back(std::move(row));
    if (!is_new)
      continue;
    place->second.instance_id = instance;
    Execution each(sources, instance);
    while (each.step()) {
      SourceRow& source = place->second.sources.emplace_back();
      each.read(source.path, fields_of_source(source));
    }
    execute(forget, instance);
  }
}

IndexMender::IndexMender(const std::filesystem::path& store)
    : state_(std::make_unique<State>(State{open_to_mend(store)})) {}

IndexMender::~IndexMender() = default;

void IndexMender::mend_rows() {
  state_->commit([&] {
    for (const std::string& sql : mend_sql())
      state_->connection.prepare(sql).run();
  });
}

void IndexMender::mend_dimensions(const Damage& damage) {
  state_->commit([&] {
    PreparedStatement size =
        state_->connection.prepare("UPDATE object SET bytes = ? WHERE sha256 = ?");
    execute(size, damage.bytes, damage.object);
    PreparedStatement size_in_renditions = state_->connection.prepare(
        "UPDATE rendition SET object_bytes = ?"
        " WHERE object = (SELECT id FROM object WHERE sha256 = ?)");
    execute(size_in_renditions, damage.bytes, damage.object);
    if (damage.width == 0)
      return;
    PreparedStatement sides = state_->connection.prepare(
        "UPDATE rendition SET width = ?, height = ?"
        " WHERE object = (SELECT id FROM object WHERE sha256 = ?)");
    execute(sides, damage.width, damage.height, damage.object);
  });
}

std::vector<LostRenditions> IndexMender::take_out(const std::vector<ObjectId>& objects) {
  std::map<std::int64_t, LostRenditions> lost;
  state_->commit([&] {
    for (const ObjectId& object : objects)
      state_->take_out(object, lost);
    PreparedStatement remove_renditions = state_->connection.prepare(
        "DELETE FROM rendition WHERE (instance, frame, kind, preset) IN"
        " (SELECT instance, frame, kind, preset FROM rendition"
        "  WHERE object = (SELECT id FROM object WHERE sha256 = ?))");
    PreparedStatement remove_object =
        state_->connection.prepare("DELETE FROM object WHERE sha256 = ?");
    for (const ObjectId& object : objects) {
      execute(remove_renditions, object);
      execute(remove_object, object);
    }
  });
  std::vector<LostRenditions> all;
  all.reserve(lost.size());
  for (auto& [instance, each] : lost)
    all.push_back(std::move(each));
  return all;
}

std::uint32_t IndexMender::thumbnail_side() const {
  return state_->connection.run([&] {
    std::uint32_t side = 0;
    PreparedStatement statement =
        state_->connection.prepare("SELECT max(max(width, height)) FROM rendition WHERE kind = 1");
    if (Execution rows(statement); rows.step())
      rows.read(side);
    return side;
  });
}

}  // namespace noctis

#include "store/index.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "store/index_path.hpp"
#include "store/index_state.hpp"

namespace noctis {

namespace {

template <class... Values>
bool finds_one(const Connection& connection, PreparedStatement& statement,
               const Values&... values) {
  return connection.run([&] { return Execution(statement, values...).step(); });
}

template <class... Values>
std::optional<SourceRow> find_source(const Connection& connection, PreparedStatement& statement,
                                     const Values&... values) {
  return connection.run([&]() -> std::optional<SourceRow> {
    Execution execution(statement, values...);
    if (!execution.step())
      return std::nullopt;
    SourceRow row;
    read_source(execution, row);
    return row;
  });
}

template <class... Values>
std::optional<StoredInstance> find_instance(const Connection& connection,
                                            PreparedStatement& statement, const Values&... values) {
  return connection.run([&]() -> std::optional<StoredInstance> {
    Execution execution(statement, values...);
    if (!execution.step())
      return std::nullopt;
    StoredInstance stored;
    read_instance(execution, stored);
    return stored;
  });
}

std::vector<StoredInstance> find_instances(const Connection& connection,
                                           PreparedStatement& statement, std::string_view uid) {
  return connection.run([&] {
    std::vector<StoredInstance> rows;
    Execution execution(statement, uid);
    while (execution.step())
      read_instance(execution, rows.emplace_back());
    return rows;
  });
}

template <class... Values>
std::vector<RenditionRow> find_renditions(const Connection& connection,
                                          PreparedStatement& statement, const Values&... values) {
  return connection.run([&] {
    std::vector<RenditionRow> rows;
    Execution execution(statement, values...);
    while (execution.step())
      execution.read(fields_of_rendition(rows.emplace_back()));
    return rows;
  });
}

}  // namespace

Index::Index(std::unique_ptr<State> state) : state_(std::move(state)) {}
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;
Index::~Index() = default;

Index Index::open(const std::filesystem::path& store, std::chrono::milliseconds patience) {
  // Before it is opened: one that takes its place meanwhile then counts as another.
  const FileIdentity identity = FileIdentity::of(index_path(store));
  Connection connection = Connection::for_reading(store, patience);
  auto state = std::make_unique<State>(std::move(connection));
  state->path = index_path(store);
  state->identity = identity;
  return Index(std::move(state));
}

void Index::keep_few_pages() const {
  state_->connection.keep_few_pages();
}

void Index::hold_snapshot() const {
  state_->connection.begin_reading();
}

void Index::release_snapshot() const {
  state_->connection.end_reading();
}

bool Index::is_behind() const noexcept {
  return state_->connection.is_behind();
}

bool Index::is_current() const noexcept {
  return FileIdentity::of(state_->path) == state_->identity;
}

std::optional<SourceRow> Index::source(std::string_view path) const {
  return find_source(state_->connection, state_->source, Path{path});
}

std::optional<SourceRow> Index::source_with_content(const Digest& content_digest) const {
  return find_source(state_->connection, state_->source_with_content, content_digest);
}

FingerprintKey Index::fingerprint_key() const {
  return state_->connection.run([&] {
    PreparedStatement find = state_->connection.prepare("SELECT key FROM fingerprint_key");
    Execution row(find);
    std::string bytes;
    if (row.step())
      row.read(bytes);
    FingerprintKey key;
    if (bytes.size() != key.size())
      throw Fatal(ErrorKind::damaged, "the index lacks its fingerprint key");
    std::copy(bytes.begin(), bytes.end(), key.begin());
    return key;
  });
}

bool Index::has_object(const ObjectId& id) const {
  return finds_one(state_->connection, state_->has_object, id);
}

std::optional<StoredInstance> Index::instance(std::int64_t id) const {
  return find_instance(state_->connection, state_->instance, id);
}

std::optional<StoredInstance> Index::instance_with_digest(const Digest& digest) const {
  return find_instance(state_->connection, state_->instance_with_digest, digest);
}

bool Index::has_attributes_digest(const Digest& attributes_digest) const {
  return finds_one(state_->connection, state_->has_attributes_digest, attributes_digest);
}

std::optional<StoredInstance> Index::instance_with_uid(std::string_view uid) const {
  return find_instance(state_->connection, state_->instance_with_uid, uid);
}

std::vector<StoredInstance> Index::images_of_series(std::string_view uid) const {
  return find_instances(state_->connection, state_->images_of_series, uid);
}

std::vector<StoredInstance> Index::images_of_study(std::string_view uid) const {
  return find_instances(state_->connection, state_->images_of_study, uid);
}

std::vector<RenditionRow> Index::renditions(std::int64_t instance_id) const {
  return find_renditions(state_->connection, state_->renditions, instance_id);
}

std::optional<RenditionRow> Index::rendition(std::int64_t instance_id, std::uint32_t frame,
                                             RenditionKind kind, std::string_view preset) const {
  auto rows = find_renditions(state_->connection, state_->rendition, instance_id, frame, kind,
                              KeyText{preset});
  if (rows.empty())
    return std::nullopt;
  return std::move(rows.front());
}

}  // namespace noctis

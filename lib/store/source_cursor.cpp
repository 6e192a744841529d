// The cursor over sources reads a block of rows at a time, from the path that follows the last one.
//
// A run holds its cursor as long as it lasts: one statement for all of it would pin a snapshot for
// the whole night, and no checkpoint could pass that, so that the WAL would grow without bound.
// Rows that commit meanwhile are seen where their paths are still ahead.

#include <cstddef>
#include <utility>

#include "store/index.hpp"
#include "store/index_state.hpp"

namespace noctis {

namespace {

constexpr std::size_t block_rows = 512;

}  // namespace

struct Index::SourceCursor::State {
  std::shared_ptr<Connection> connection;
  PreparedStatement statement;  // its own: no other function of the Index disturbs it
  std::string from;
  std::string before;
  std::vector<SourceRow> block;
  std::size_t at = 0;
  bool is_last_block = false;

  void read_block() {
    block.clear();
    at = 0;
    Execution execution(statement, Path{from}, Path{before}, block_rows);
    while (execution.step())
      read_source(execution, block.emplace_back());
    is_last_block = block.size() < block_rows;
    if (!block.empty())
      from = block.back().path + '\0';  // the next path in byte order that there can be
  }
};

Index::SourceCursor::SourceCursor(std::unique_ptr<State> state) : state_(std::move(state)) {}
Index::SourceCursor::SourceCursor(SourceCursor&&) noexcept = default;
Index::SourceCursor::~SourceCursor() = default;

std::optional<SourceRow> Index::SourceCursor::next() {
  if (state_->at == state_->block.size() && !state_->is_last_block)
    state_->connection->run([&] { state_->read_block(); });
  if (state_->at == state_->block.size())
    return std::nullopt;
  return std::move(state_->block[state_->at++]);
}

Index::SourceCursor Index::sources_under(const std::string& root) const {
  std::string folder = root;
  while (folder.ends_with('/'))
    folder.pop_back();
  return state_->connection.run([&] {
    auto state = std::make_unique<SourceCursor::State>(SourceCursor::State{
        .connection = state_->shared_connection,
        .statement = state_->connection.prepare(query::sources_in_range()),
        .from = folder + '/',
        .before = folder + static_cast<char>('/' + 1),
        .block = {},
    });
    // "/a/b" itself comes first; between it and "/a/b/" lie others, like "/a/b-c".
    if (auto itself = folder.empty() ? std::nullopt : source(folder))
      state->block.push_back(std::move(*itself));
    return SourceCursor(std::move(state));
  });
}

}  // namespace noctis

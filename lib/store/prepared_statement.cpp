#include "store/prepared_statement.hpp"

#include <SQLiteCpp/Exception.h>

namespace noctis {

PreparedStatement::PreparedStatement(const SQLite::Database& database, std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code =
      ::sqlite3_prepare_v3(database.getHandle(), sql.data(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  statement_.reset(statement);
  if (code != SQLITE_OK)
    throw SQLite::Exception(database.getHandle(), code);
}

void PreparedStatement::run() {
  while (step()) {
  }
  reset();
}

void PreparedStatement::fail(int code) const {
  throw SQLite::Exception(::sqlite3_db_handle(handle()), code);
}

}  // namespace noctis

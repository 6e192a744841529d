#include "store/prepared_statement.hpp"

#include <SQLiteCpp/Exception.h>

namespace noctis {

void PreparedStatement::prepare() {
  sqlite3_stmt* statement = nullptr;
  check(::sqlite3_prepare_v3(database_, sql_.data(), static_cast<int>(sql_.size()),
                             SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
  statement_.reset(statement);
}

void PreparedStatement::run() {
  while (step()) {
  }
  reset();
}

void PreparedStatement::fail(int code) const {
  throw SQLite::Exception(database_, code);
}

}  // namespace noctis

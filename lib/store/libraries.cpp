#include "store/libraries.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

namespace noctis {

std::vector<Library> store_libraries() {
  return {{"SQLite", sqlite3_libversion()},
          {"SQLiteCpp", dotted_version(SQLITECPP_VERSION_NUMBER, 1000)}};
}

}  // namespace noctis

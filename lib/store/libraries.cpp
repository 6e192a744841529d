#include "store/libraries.hpp"

#include <sqlite3.h>

namespace noctis {

std::vector<Library> store_libraries() {
  return {{"SQLite", sqlite3_libversion()}};
}

}  // namespace noctis

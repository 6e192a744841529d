# The numbered .sql files of migrations/, compiled in: a table of (name, text) in the order of their
# numbers.  The generated source is rewritten only when one of them changes.
file(GLOB migrations CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/migrations/*.sql)
list(SORT migrations)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${migrations})

set(entries "")
foreach(migration IN LISTS migrations)
  get_filename_component(name ${migration} NAME)
  file(READ ${migration} sql)
  string(APPEND entries "    {R\"sql(${name})sql\", R\"sql(${sql})sql\"},\n")
endforeach()

set(generated ${CMAKE_CURRENT_BINARY_DIR}/store_migrations.cpp)
file(CONFIGURE OUTPUT ${generated} @ONLY CONTENT [=[
#include "store/migrations.hpp"

namespace noctis {
namespace {

constexpr Migration all[] = {
@entries@};

}  // namespace

std::span<const Migration> built_in_migrations() noexcept { return all; }

}  // namespace noctis
]=])
target_sources(noctis_store PRIVATE ${generated})

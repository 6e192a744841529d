#include "store/written_objects.hpp"

#include <doctest/doctest.h>

using namespace noctis;

TEST_SUITE("store/written_objects") {
  TEST_CASE("an object is remembered over one sync and forgotten at the second") {
    WrittenObjects written;
    const ObjectId id = ObjectId::of(as_bytes(std::string_view("a")));
    CHECK_FALSE(written.contains(id));
    CHECK(written.insert(id));
    CHECK_FALSE(written.insert(id));
    written.age();
    CHECK(written.contains(id));
    CHECK_FALSE(written.insert(id));
    written.age();
    CHECK_FALSE(written.contains(id));
  }
}

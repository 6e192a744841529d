// A store that changes while it is served.

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

#include <doctest/doctest.h>

#include "base/file.hpp"
#include "rest/asker.hpp"
#include "rest/served_store.hpp"
#include "store/connection.hpp"
#include "store/index_path.hpp"
#include "store/index_recovery.hpp"
#include "store/removal.hpp"
#include "store/store_lock.hpp"

using namespace noctis;
using test::Asker;
using test::images_of;
using test::parts_of;
using test::Reply;
using test::WarmedStore;

namespace {

namespace fs = std::filesystem;

PhantomSpec small(PhantomKind kind, std::uint64_t seed = 1) {
  PhantomSpec spec;
  spec.kind = kind;
  spec.seed = seed;
  spec.rows = spec.columns = 16;
  return spec;
}

std::string url_of(const test::KnownImage& image) {
  return "/api/v1/dicom/images/" + image.uid;
}

// Asked until the answer is another one: it may take half a second, and a minute says that it never
// comes.
Reply get_until(const Asker& server, const std::string& target, unsigned status) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::minutes{1};
  Reply reply = server.get(target);
  while (reply.status() != status && std::chrono::steady_clock::now() < end)
    reply = server.get(target);
  return reply;
}

RestParts parts_with_clear(const fs::path& store) {
  RestParts parts = parts_of(store);
  parts.allow_clear = true;
  return parts;
}

std::string details_of(const Reply& reply) {
  return std::string(reply.json().at("details").as_string());
}

}  // namespace

TEST_SUITE("rest/changes") {
  TEST_CASE("what a run adds is seen at once, and what a removal takes is 404 at once") {
    WarmedStore store({small(PhantomKind::mr)}, {});
    const Asker server(parts_of(store.path()));
    const auto total = [&] {
      return server.get("/api/v1/dicom/studies").json().at("total").to_number<int>();
    };
    CHECK(total() == 1);
    REQUIRE(write_phantom(store.sources(), small(PhantomKind::mr, 2)).has_value());
    store.warm_again();
    CHECK(total() == 2);

    const auto image = images_of(store.path()).front();
    CHECK(server.get(url_of(image)).status() == 200);
    RemovalRequest everything;
    everything.pattern = "dicom:*";
    REQUIRE(remove(store.path(), everything, std::chrono::milliseconds{0}).has_value());
    CHECK(server.get(url_of(image)).status() == 404);
    CHECK(total() == 0);
    CHECK(server.get("/api/v1/health").json().at("status").as_string() == "healthy");
  }

  TEST_CASE("an object that was opened before its removal is sent whole") {
    WarmedStore store({small(PhantomKind::mr)}, {});
    const Asker server(parts_of(store.path()));
    const auto image = images_of(store.path()).front();
    const Router::Match match = server.router().find(Method::get, url_of(image));
    REQUIRE(match.route != nullptr);
    Request request;
    request.path = url_of(image);
    request.query = {{"window", "100"}, {"level", "50"}};
    Answer answer = match.route->answer(request, match.captured);
    const Reply before = server.get(url_of(image) + "?window=100&level=50");
    RemovalRequest everything;
    everything.pattern = "dicom:*";
    REQUIRE(remove(store.path(), everything, std::chrono::milliseconds{0}).has_value());
    // Work that was waiting for its turn.
    const Response after = std::get<LongWork>(answer)();
    CHECK(after.status == 200);
    CHECK(std::get<std::string>(after.body) == before.body);
  }

  TEST_CASE(
      "an object that a row names and that is lost is 500, with no inner detail, and degrades") {
    WarmedStore store({small(PhantomKind::mr)}, {});
    const Asker server(parts_of(store.path()));
    const auto image = images_of(store.path()).front();
    fs::remove_all(store.path() / "objects");
    fs::create_directory(store.path() / "objects");
    const Asker fresh(parts_of(store.path()));
    for (const char* const query : {"", "?format=png", "?window=100&level=50"}) {
      CAPTURE(query);
      const Reply reply = fresh.get(url_of(image) + query);
      CHECK(reply.status() == 500);
      CHECK(details_of(reply) == "the store lacks the picture");
      CHECK(reply.response.cause.find("there is no object") != std::string::npos);
    }
    const Reply health = fresh.get("/api/v1/health");
    CHECK(health.status() == 503);
    CHECK(health.json().at("status").as_string() == "degraded");
    CHECK(health.json().at("services").at("objects").as_string() == "not_found");
    CHECK(health.json().at("services").at("index").as_string() == "ok");
  }

  TEST_CASE("an object that was cut is an error, never half a picture") {
    WarmedStore store({small(PhantomKind::mr)}, {});
    const Asker server(parts_of(store.path()));
    const auto image = images_of(store.path()).front();
    const std::string tag = server.get(url_of(image) + "?format=png").header("ETag");
    const auto id = ObjectId::parse(tag.substr(1, 64));
    REQUIRE(id.has_value());
    const fs::path path = ObjectStore::open_for_reading(store.path()).path_of(*id);
    fs::resize_file(path, fs::file_size(path) - 1);
    for (const std::string& target :
         {url_of(image), url_of(image) + "?format=png", "/api/v1/objects/" + id->text()}) {
      CAPTURE(target);
      const Reply reply = server.get(target);
      CHECK(reply.status() >= 500);
      CHECK(details_of(reply).find(id->text()) == std::string::npos);
    }
  }

  TEST_CASE("an index that is lost is 503 until there is one again, and the new one is then read") {
    WarmedStore store({small(PhantomKind::mr)}, {});
    const Asker server(parts_of(store.path()));
    const auto image = images_of(store.path()).front();
    CHECK(server.get(url_of(image)).status() == 200);
    const auto old_id = server.get(url_of(image)).json().at("image_id");
    for (const char* const suffix : {"", "-wal", "-shm"})
      fs::remove(index_path(store.path()).string() + suffix);
    const Reply lost = get_until(server, url_of(image), 503);
    CHECK(lost.status() == 503);
    CHECK(lost.header("Retry-After") == "1");
    CHECK(details_of(lost) == "the store cannot be read at present");
    for (const char* const target : {"/api/v1/dicom/studies", "/api/v1/dicom/studies/1/series",
                                     "/api/v1/dicom/series/1/images", "/api/v1/metrics"})
      CHECK(server.get(target).status() == 503);
    CHECK(server.get("/api/v1/health").status() == 503);
    CHECK(server.get("/api/v1/health").json().at("services").at("index").as_string() ==
          "not_found");
    CHECK(server.get("/api/v1/ping").status() == 200);
    store.warm_again();
    const Reply again = get_until(server, url_of(image), 200);
    CHECK(again.status() == 200);
    CHECK(again.json().at("image_id") != old_id);
    CHECK(server.get("/api/v1/health").status() == 200);
  }

  TEST_CASE("an index that another takes the place of is noticed, and the other is read") {
    WarmedStore store({small(PhantomKind::mr)}, {});
    ServedStore served(store.path(), std::chrono::milliseconds{0});
    CHECK(served.readers().index.newest_object().has_value());
    (void)remake_index(store.path());
    CHECK_FALSE(served.readers().index.newest_object().has_value());
  }

  TEST_CASE("what is committed is seen by the next readers, and not by those who look already") {
    WarmedStore store({small(PhantomKind::mr)}, {});
    using std::chrono::hours;
    ServedStore without(store.path());
    ServedStore with_snapshot(store.path(), hours{0}, hours{1});
    const auto has_object = [](const StoreReaders& readers) {
      return readers.index.newest_object().has_value();
    };
    REQUIRE((has_object(without.readers()) && has_object(with_snapshot.readers())));
    const StoreReaders& looking = with_snapshot.readers();
    {
      Connection writer = Connection::for_writing(store.path());
      writer.database().exec("PRAGMA foreign_keys = OFF; DELETE FROM object");
    }
    CHECK(has_object(looking));
    with_snapshot.tick();  // not an hour old
    CHECK(has_object(looking));
    CHECK_FALSE(has_object(without.readers()));
    CHECK_FALSE(has_object(with_snapshot.readers()));
  }

  TEST_CASE("a snapshot that nobody asks in is let go by the tick, and the WAL can be emptied") {
    WarmedStore store({small(PhantomKind::mr)}, {});
    ServedStore served(store.path(), std::chrono::milliseconds{500}, std::chrono::milliseconds{1});
    CHECK(served.readers().index.newest_object().has_value());
    Connection writer = Connection::for_writing(store.path());
    writer.database().exec("PRAGMA busy_timeout = 1; DELETE FROM run");
    const auto is_emptied = [&] {
      return writer.database().execAndGet("PRAGMA wal_checkpoint(TRUNCATE)").getInt() == 0;
    };
    CHECK_FALSE(is_emptied());
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
    served.tick();
    CHECK(is_emptied());
  }

  TEST_CASE("an index of a newer noctis is 503, and says so to the log alone") {
    WarmedStore store({small(PhantomKind::mr)}, {});
    {
      Connection writer = Connection::for_writing(store.path());
      writer.database().exec("PRAGMA user_version = 99");
    }
    const Asker server(parts_of(store.path()));
    const Reply reply = server.get("/api/v1/dicom/studies");
    CHECK(reply.status() == 503);
    CHECK(reply.response.cause.find("99") != std::string::npos);
    CHECK(reply.body.find("99") == std::string::npos);
    CHECK(server.get("/api/v1/health").json().at("services").at("index").as_string() ==
          "newer_schema");
  }

  TEST_CASE("an index whose bytes are none is an error, not a crash") {
    WarmedStore store({small(PhantomKind::mr)}, {});
    for (const char* const suffix : {"-wal", "-shm"})
      fs::remove(index_path(store.path()).string() + suffix);
    REQUIRE(
        write_durably(index_path(store.path()), as_bytes(std::string(100'000, 'x'))).has_value());
    const Asker server(parts_of(store.path()));
    CHECK(server.get("/api/v1/dicom/studies").status() == 503);
    CHECK(server.get("/api/v1/dicom/images/1").status() == 503);
    CHECK(server.get("/api/v1/health").json().at("services").at("index").as_string() == "damaged");
  }

  TEST_CASE("what was warmed under another definition of a preset is not what is asked for") {
    WarmedStore store({small(PhantomKind::ct)}, {});
    RestParts parts = parts_of(store.path());
    REQUIRE(parts.presets.define("lung=700/50").has_value());
    const Asker server(parts);
    const std::string url = url_of(images_of(store.path()).front());
    const Reply redefined = server.get(url + "?preset=lung");
    CHECK_FALSE(redefined.json().at("cached").as_bool());
    CHECK(redefined.json().at("window").to_number<int>() == 700);
    CHECK(redefined.json().at("image_data_url") ==
          server.get(url + "?window=700&level=50").json().at("image_data_url"));
    const Reply thumbnail = server.get(url + "/thumbnail?preset=lung&size=256&format=png");
    CHECK(thumbnail.was_long);
    CHECK(thumbnail.picture() == redefined.picture("image_data_url"));  // of 16 x 16
    CHECK(server.get(url + "?preset=bone").json().at("cached").as_bool());
  }

  TEST_CASE("what another noctis warmed is made anew from the master, and its master is refused") {
    WarmedStore store({small(PhantomKind::mr)}, {});
    const Asker server(parts_of(store.path()));
    const std::string url = url_of(images_of(store.path()).front());
    const Reply before = server.get(url + "?format=png");
    const auto forget = [&](const char* kinds) {
      Connection writer = Connection::for_writing(store.path());
      writer.database().exec(
          fmt::format("UPDATE rendition SET recipe = zeroblob(32) WHERE kind IN ({})", kinds));
    };
    forget("0, 1");
    const Reply after = server.get(url + "?format=png");
    CHECK_FALSE(before.was_long);
    CHECK(after.was_long);
    CHECK(after.body == before.body);
    CHECK(server.get(url + "/thumbnail?size=8").was_long);
    forget("2");
    for (const char* const query : {"", "?window=100&level=50", "?invert=true"}) {
      const Reply refused = server.get(url + query);
      CHECK(refused.status() == 404);
      CHECK(details_of(refused) == "the master of frame 1 was made by another noctis: warm again");
    }
  }

  TEST_CASE("an object that no row names is not served, whatever lies there") {
    WarmedStore store({small(PhantomKind::mr)}, {});
    ObjectStore objects =
        ObjectStore::open_for_writing(store.path(), [](const ObjectId&) { return true; });
    const auto put = objects.put(as_bytes("nobody's"));
    REQUIRE(put.has_value());
    const Asker server(parts_of(store.path()));
    CHECK(server.get("/api/v1/objects/" + put->id.text()).status() == 404);
  }

  TEST_CASE("clear-cache is 403 unless it was allowed") {
    WarmedStore store({small(PhantomKind::mr)}, {});
    const Asker server(parts_of(store.path()));
    const Reply reply = server.post("/api/v1/dicom/clear-cache?pattern=*");
    CHECK(reply.status() == 403);
    CHECK(details_of(reply).find("--allow-clear") != std::string::npos);
    CHECK(images_of(store.path()).size() == 1);
    for (const Route& route : server.router().routes())
      if (route.method == Method::post)
        CHECK(route.access == Access::admin);
  }

  TEST_CASE("clear-cache removes what its pattern names, and everything by the name of old") {
    WarmedStore store({small(PhantomKind::ct), small(PhantomKind::mr)}, {});
    const Asker server(parts_with_clear(store.path()));
    std::string ct;
    for (const auto& image : images_of(store.path()))
      if (image.modality == "CT")
        ct = url_of(image);
    CHECK(server.get(ct + "?preset=lung").json().at("cached").as_bool());

    const Reply some = server.post("/api/v1/dicom/clear-cache?pattern=*%2Flung");
    CHECK(some.was_long);
    CHECK(some.status() == 200);
    CHECK(some.json().at("success").as_bool());
    CHECK(some.json().at("removed").to_number<int>() == 2);  // and its thumbnail
    CHECK(some.json().at("bytes_freed").to_number<int>() > 0);
    CHECK_FALSE(server.get(ct + "?preset=lung").json().at("cached").as_bool());

    const Reply none = server.post("/api/v1/dicom/clear-cache?pattern=9.9.9%2F*");
    CHECK(none.json().at("removed").to_number<int>() == 0);
    CHECK(server.post("/api/v1/dicom/clear-cache?pattern=").status() == 400);

    CHECK(server.post("/api/v1/dicom/clear-cache?pattern=dicom:*").status() == 200);
    CHECK(server.get(ct).status() == 404);
    CHECK(server.get("/api/v1/dicom/studies").json().at("total").to_number<int>() == 0);
    store.warm_again();
    CHECK(server.get(ct + "?preset=lung").json().at("cached").as_bool());
  }

  TEST_CASE("clear-cache is 409 while a run holds the store") {
    WarmedStore store({small(PhantomKind::mr)}, {});
    const Asker server(parts_with_clear(store.path()));
    const StoreLock lock = StoreLock::acquire(store.path(), std::chrono::milliseconds{0});
    CHECK(server.post("/api/v1/dicom/clear-cache").status() == 409);
    CHECK(images_of(store.path()).size() == 1);
  }
}

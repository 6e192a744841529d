#include "http/rate_limit.hpp"

#include <atomic>
#include <latch>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

using namespace noctis;
using namespace std::chrono_literals;

namespace {

const RateLimit::Time start{1000h};

// How many of `requests` at once go through.
int admitted(RateLimit& limit, const std::string& client, RateLimit::Time now, int requests) {
  int count = 0;
  for (int i = 0; i < requests; ++i)
    count += limit.turn_away(client, now) ? 0 : 1;
  return count;
}

}  // namespace

TEST_SUITE("http/rate_limit") {
  TEST_CASE("twice the requests of a period go through at once, and not one more") {
    RateLimit limit({.requests = 1000, .period = 60s});
    CHECK(admitted(limit, "ada", start, 3000) == 2000);
  }

  TEST_CASE("an empty bucket fills at the rate, up to its brim") {
    RateLimit limit({.requests = 60, .period = 60s});
    REQUIRE(admitted(limit, "ada", start, 200) == 120);
    CHECK(admitted(limit, "ada", start + 999ms, 10) == 0);
    CHECK(admitted(limit, "ada", start + 1s, 10) == 1);
    CHECK(admitted(limit, "ada", start + 31s, 100) == 30);
    CHECK(admitted(limit, "ada", start + 1h, 200) == 120);
  }

  TEST_CASE("over a long time no more than the rate goes through") {
    RateLimit limit({.requests = 10, .period = 1s});
    int count = 0;
    for (int step = 0; step < 100'000; ++step)  // a request a millisecond
      count += limit.turn_away("ada", start + step * 1ms) ? 0 : 1;
    CHECK(count == 1019);  // 20 at once, then one each 100 ms: 999 more begin before 100 s
  }

  TEST_CASE("who is turned away is told when to come again, and may then") {
    RateLimit limit({.requests = 10, .period = 60s});
    REQUIRE(admitted(limit, "ada", start, 20) == 20);
    CHECK(limit.turn_away("ada", start) == 6s);
    CHECK(limit.turn_away("ada", start + 500ms) == 6s);
    CHECK(limit.turn_away("ada", start + 5500ms) == 1s);
    CHECK_FALSE(limit.turn_away("ada", start + 6s).has_value());
  }

  TEST_CASE("asking in vain does not make the wait longer") {
    RateLimit limit({.requests = 1, .period = 60s});
    REQUIRE(admitted(limit, "ada", start, 1000) == 2);
    CHECK_FALSE(limit.turn_away("ada", start + 60s).has_value());
  }

  TEST_CASE("one client's requests are not counted for another") {
    RateLimit limit({.requests = 1, .period = 60s});
    REQUIRE(admitted(limit, "ada", start, 10) == 2);
    CHECK(admitted(limit, "bob", start, 10) == 2);
    CHECK(admitted(limit, "ad", start, 10) == 2);
  }

  TEST_CASE("where all that can be remembered are active, a new client is turned away") {
    RateLimit limit({.requests = 1, .period = 60s}, 64);
    int remembered = 0;
    for (int i = 0; i < 10'000; ++i)
      remembered += admitted(limit, std::to_string(i), start, 1);
    CHECK(remembered == 64);
    // Whoever is remembered is served still, and a newcomer once somebody's bucket is full again.
    const auto wait = limit.turn_away("new", start);
    REQUIRE(wait.has_value());
    CHECK(*wait == 60s);
    CHECK(admitted(limit, "0", start, 10) == 1);
    CHECK(admitted(limit, "new", start + 120s, 10) == 2);
  }

  TEST_CASE("clients that came and went leave room for any number of others") {
    RateLimit limit({.requests = 1000, .period = 1s}, 64);
    for (int i = 0; i < 100'000; ++i)
      REQUIRE_FALSE(limit.turn_away(std::to_string(i), start + i * 1ms).has_value());
  }

  TEST_CASE("many threads together get no more than one would") {
    RateLimit limit({.requests = 1'000'000, .period = 1h});
    std::atomic<int> count = 0;
    std::latch ready(4);  // so that none is done before the next begins
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([&] {
        ready.arrive_and_wait();
        count += admitted(limit, "ada", start, 1'000'000);
      });
    for (std::thread& thread : threads)
      thread.join();
    CHECK(count == 2'000'000);
  }

  TEST_CASE("a rate is a number of requests and a period") {
    CHECK(rate_from("1000/min") == Rate{1000, 60s});
    CHECK(rate_from("20/s") == Rate{20, 1s});
    CHECK(rate_from("1000000/h") == Rate{1'000'000, 3600s});
    for (const char* const text :
         {"", "0/s", "1000", "1000/", "/min", "1000/day", "-1/s", "+1/s", "1000001/s", "1.5/s",
          "1000 /min", "1000/min ", " 1/s", "1000/MIN", "99999999999/s"}) {
      CAPTURE(text);
      CHECK_FALSE(rate_from(text).has_value());
    }
  }
}

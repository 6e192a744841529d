#include "cli/default_store.hpp"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

#include <doctest/doctest.h>

using namespace noctis::cli;

namespace {

// As it was, at the end.
class Home {
 public:
  explicit Home(const char* value) {
    if (const char* const now = std::getenv("HOME"))
      before_ = now;
    if (value == nullptr)
      ::unsetenv("HOME");
    else
      ::setenv("HOME", value, 1);
  }
  ~Home() { ::setenv("HOME", before_.c_str(), 1); }
  Home(const Home&) = delete;
  Home& operator=(const Home&) = delete;

 private:
  std::string before_;
};

}  // namespace

TEST_SUITE("cli/default_store") {
  TEST_CASE("home is where HOME says, and where it says nothing absolute, the list of users") {
    const passwd* const user = ::getpwuid(::geteuid());
    const std::string listed = user == nullptr ? "" : user->pw_dir;
    {
      const Home home("/somewhere");
      CHECK(home_folder() == "/somewhere");
    }
    for (const char* const none : {static_cast<const char*>(nullptr), "", "here"}) {
      const Home home(none);
      CHECK(home_folder() == listed);
    }
  }
}

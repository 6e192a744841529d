// noctis token: make a token for a client of the server.

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/json.hpp"
#include "base/quantities.hpp"
#include "base/time.hpp"
#include "cli/command.hpp"
#include "cli/json_text.hpp"
#include "cli/standard_output.hpp"
#include "http/token.hpp"

namespace noctis::cli {

namespace {

constexpr std::int64_t ns_a_second = 1'000'000'000;

struct TokenOptions {
  std::string subject;
  std::vector<std::string> scopes{"read"};
  std::string expires = "12h";
  std::string audience;
  std::string secret_file;
  std::string private_key_file;
};

Result<SigningKey> key_of(const TokenOptions& options) {
  if (!options.secret_file.empty())
    return SigningKey::from_secret_file(options.secret_file);
  if (!options.private_key_file.empty())
    return SigningKey::from_private_key_file(options.private_key_file);
  return failure(ErrorKind::usage,
                 "nothing to sign with: give --jwt-secret-file or --jwt-private-key");
}

Result<TokenRequest> request_of(const TokenOptions& options, std::int64_t now) {
  TokenRequest request{.subject = options.subject, .may_read = false};
  for (const std::string& scope : options.scopes) {
    if (scope != "read" && scope != "admin")
      return failure(ErrorKind::usage, "--scope is \"{}\", not read or admin", scope);
    request.may_read |= scope == "read";
    request.may_administer |= scope == "admin";
  }
  if (!options.audience.empty())
    request.audience = options.audience;
  const auto lifetime = duration_from(options.expires);
  if (!lifetime || lifetime->count() == 0)
    return failure(ErrorKind::usage, "--expires is \"{}\", not a duration like 90s, 12h or 30d",
                   options.expires);
  request.expires = now + lifetime->count();
  return request;
}

std::string json_of(const std::string& token, const TokenRequest& request) {
  return line_json(json::object{{"type", "token"},
                                {"token", token},
                                {"subject", request.subject},
                                {"expires", to_rfc3339(request.expires * ns_a_second)}}) +
         '\n';
}

ExitCode run_token(const TokenOptions& options, const Globals& globals) {
  const std::int64_t now = now_ns() / ns_a_second;
  const auto request = request_of(options, now);
  if (!request)
    return fail(request.error());
  const auto key = key_of(options);
  if (!key)
    return fail(key.error());
  const auto token = make_token(*request, *key, now);
  if (!token)
    return fail(token.error());
  return write_stdout(as_bytes(globals.json ? json_of(*token, *request) : *token + '\n'));
}

}  // namespace

void add_token(CLI::App& app, const Globals& globals, Job& job) {
  auto options = std::make_shared<TokenOptions>();
  CLI::App* token = app.add_subcommand("token", "Make a token for a client of the server");
  token->add_option("--subject", options->subject, "Whose token it is: a name for logs and limits")
      ->required()
      ->type_name("NAME");
  token->add_option("--scope", options->scopes, "What it allows: read, admin or both; admin reads")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->default_str("read")
      ->type_name("read|admin");
  token->add_option("--expires", options->expires, "It is good for so long: 90s, 12h, 30d")
      ->capture_default_str()
      ->type_name("TIME");
  token->add_option("--audience", options->audience, "For the server of this audience alone")
      ->type_name("NAME");
  auto* secret = token
                     ->add_option("--jwt-secret-file", options->secret_file,
                                  "Sign by HS256 with the secret in FILE")
                     ->type_name("FILE");
  token
      ->add_option("--jwt-private-key", options->private_key_file,
                   "Sign by RS256 with the private key in FILE, in PEM")
      ->type_name("FILE")
      ->excludes(secret);
  token->callback([options, &globals, &job] {
    job = [options, &globals] { return run_token(*options, globals); };
  });
}

}  // namespace noctis::cli

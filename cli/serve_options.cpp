#include "cli/serve_options.hpp"

#include <utility>

#include <CLI/CLI.hpp>

#include "cli/choice.hpp"

namespace noctis::cli {

namespace {

Result<Authentication> authentication_of(const ServeOptions& options) {
  const bool has_key = !options.jwt_secret_file.empty() || !options.jwt_public_key.empty();
  if (options.auth == AuthChoice::none) {
    if (has_key || !options.jwt_audience.empty())
      return failure(ErrorKind::usage, "what tokens are verified by is given, but not --auth jwt");
    if (options.allow_clear)
      return failure(ErrorKind::usage,
                     "--allow-clear takes tokens of the scope admin, so --auth jwt");
    return Authentication();
  }
  if (!has_key)
    return failure(ErrorKind::usage,
                   "--auth jwt verifies nothing without --jwt-secret-file or --jwt-public-key");
  auto key = options.jwt_secret_file.empty()
                 ? VerifyingKey::from_public_key_file(options.jwt_public_key)
                 : VerifyingKey::from_secret_file(options.jwt_secret_file);
  if (!key)
    return failure(key);
  const auto audience =
      options.jwt_audience.empty() ? std::nullopt : std::optional(options.jwt_audience);
  return Authentication(TokenVerifier(std::move(*key), audience));
}

// No more than a client's own programs on this machine could take anyway.
Result<std::optional<Rate>> rate_of(const ServeOptions& options, bool is_loopback) {
  if (options.rate_limit == "off" || (options.rate_limit.empty() && is_loopback))
    return std::optional<Rate>();
  if (options.rate_limit.empty())
    return std::optional(Rate());
  const auto rate = rate_from(options.rate_limit);
  if (!rate)
    return failure(ErrorKind::usage, "--rate-limit is \"{}\", not like 1000/min, or off",
                   options.rate_limit);
  return rate;
}

}  // namespace

void add_serve_options(CLI::App& serve, ServeOptions& options) {
  serve
      .add_option("--listen", options.listen,
                  "Where: 127.0.0.1:8001, [::1]:8001, :8001 for every interface, unix:PATH; may be "
                  "given again; besides the sockets that systemd hands over; else 127.0.0.1:8001")
      ->allow_extra_args(false)
      ->type_name("ADDRESS");
  const Choices<AuthChoice> ways = {{"none", AuthChoice::none}, {"jwt", AuthChoice::jwt}};
  add_choice(serve, "--auth", options.auth, ways, "Who may ask: anyone, or who has a token");
  auto* secret = serve
                     .add_option("--jwt-secret-file", options.jwt_secret_file,
                                 "Tokens are signed by HS256 with the secret in FILE")
                     ->type_name("FILE");
  serve
      .add_option("--jwt-public-key", options.jwt_public_key,
                  "Tokens are signed by RS256; the public key is in FILE, in PEM")
      ->type_name("FILE")
      ->excludes(secret);
  serve.add_option("--jwt-audience", options.jwt_audience, "Only tokens for this audience")
      ->type_name("NAME");
  serve
      .add_option("--cors-origin", options.cors_origins,
                  "Pages of these origins may read the answers: https://viewer.example")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("LIST");
  serve
      .add_option("--host-name", options.host_names,
                  "The names it may be asked by (Host); else localhost, 127.0.0.1 and [::1] on "
                  "loopback, and any elsewhere")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("LIST");
  serve
      .add_option("--trusted-proxy", options.trusted_proxies,
                  "Addresses, ranges (10.0.0.0/8) or unix, whose X-Forwarded-For is believed")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("LIST");
  serve
      .add_option(
          "--rate-limit", options.rate_limit,
          "Requests of one client, twice that at once: 1000/min, 20/s, 5000/h, off; else off "
          "on loopback, and 1000/min elsewhere")
      ->type_name("RATE");
  serve.add_flag("--allow-clear", options.allow_clear,
                 "POST /api/v1/dicom/clear-cache removes, for tokens of the scope admin");
  serve
      .add_option("--access-log", options.access_log,
                  "A line a request: to a file, - for standard output, or off")
      ->capture_default_str()
      ->type_name("FILE");
  const Choices<AccessLogFormat> formats = {{"json", AccessLogFormat::json},
                                            {"combined", AccessLogFormat::combined}};
  add_choice(serve, "--access-log-format", options.access_log_format, formats,
             "JSON Lines, or lines as web servers write them");
  serve.add_flag("--insecure", options.insecure,
                 "Listen to other machines without asking anyone who they are");
}

Result<ServeRules> rules_of(const ServeOptions& options,
                            const std::optional<std::string>& reachable) {
  const bool is_loopback = !reachable;
  if (!is_loopback && options.auth == AuthChoice::none && !options.insecure)
    return failure(ErrorKind::usage,
                   "{} can be reached by other machines: it takes --auth jwt, or --insecure",
                   *reachable);
  ServeRules rules;
  auto authentication = authentication_of(options);
  if (!authentication)
    return failure(authentication);
  rules.authentication = std::move(*authentication);

  if (!options.host_names.empty()) {
    auto hosts = HostNames::make(options.host_names);
    if (!hosts)
      return failure(hosts);
    rules.hosts = std::move(*hosts);
  } else if (is_loopback) {
    rules.hosts = HostNames::loopback();
  }
  if (!options.cors_origins.empty()) {
    auto cors = Cors::make(options.cors_origins);
    if (!cors)
      return failure(cors);
    rules.cors = std::move(*cors);
  }
  auto proxies = TrustedProxies::make(options.trusted_proxies);
  if (!proxies)
    return failure(proxies);
  rules.proxies = std::move(*proxies);
  const auto rate = rate_of(options, is_loopback);
  if (!rate)
    return failure(rate);
  rules.rate = *rate;
  return rules;
}

}  // namespace noctis::cli

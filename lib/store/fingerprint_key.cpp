#include "store/fingerprint_key.hpp"

#include <SQLiteCpp/Transaction.h>

#include "store/statement.hpp"

namespace noctis {

std::uint64_t count_fingerprint_keys(const Connection& connection) {
  PreparedStatement statement = connection.prepare("SELECT count(*) FROM fingerprint_key");
  std::uint64_t count = 0;
  if (Execution row(statement); row.step())
    row.read(count);
  return count;
}

void ensure_fingerprint_key(Connection& connection) {
  if (count_fingerprint_keys(connection) == 1)
    return;
  SQLite::Transaction transaction(connection.database(), SQLite::TransactionBehavior::IMMEDIATE);
  connection.database().exec(
      "DELETE FROM fingerprint_key;"
      "INSERT INTO fingerprint_key (key) VALUES (randomblob(192));"
      "DELETE FROM source WHERE missing_since_ns IS NOT NULL AND instance IN ("
      " SELECT instance FROM source WHERE missing_since_ns IS NULL AND instance IS NOT NULL);"
      "UPDATE source SET inode = 0, content_digest = NULL"
      " WHERE instance IN (SELECT id FROM instance WHERE frames > 0)");
  transaction.commit();
}

}  // namespace noctis

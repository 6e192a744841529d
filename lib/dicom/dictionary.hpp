// DCMTK's data dictionary: a text of five thousand lines.

#pragma once

namespace noctis {

/// Reads it, which whoever parses the first dataset does otherwise, while all other threads wait:
/// some ten milliseconds.  Any thread; does nothing where it was read before.
void load_dictionary();

}  // namespace noctis

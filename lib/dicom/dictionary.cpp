#include "dicom/dictionary.hpp"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include "dicom/dataset.hpp"

namespace noctis {

void load_dictionary() {
  silence_dcmtk();
  dcmDataDict.rdlock();  // reads it where nobody has
  dcmDataDict.rdunlock();
}

}  // namespace noctis

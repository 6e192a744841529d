// Whole synthetic studies, written with DCMTK: the same bytes for the same specification.

#pragma once

namespace noctis {}

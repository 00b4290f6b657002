// This room's errors are put together with base/Fail.h.
#pragma once

#include "base/Fail.h"

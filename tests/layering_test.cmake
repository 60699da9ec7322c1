# SPDX-License-Identifier: GPL-3.0-or-later
# Fails when a layer includes one above it, or when app/ names something of the reference cluster.
# The link lines catch most of the first; header-only leaks and the border between services and app they do not.
function(forbid folder pattern why)
    file(GLOB_RECURSE files ${ROOT}/${folder}/*.h ${ROOT}/${folder}/*.cpp)
    foreach(file IN LISTS files)
        file(STRINGS ${file} hits REGEX "${pattern}")
        foreach(hit IN LISTS hits)
            message(SEND_ERROR "${file}: ${why}: ${hit}")
        endforeach()
    endforeach()
endfunction()

set(widgets "Q(Widget|Application|MainWindow|Dialog|Label|PushButton|MessageBox|TableView|TreeView)>")
forbid(app/core    "^#include [<\"](models/|ui/|backend/|${widgets})" "core uses a layer above it")
forbid(app/models  "^#include [<\"](ui/|backend/|${widgets})"          "models use a layer above them")
forbid(app/backend "^#include [<\"](models/|ui/|${widgets})"           "backend uses a layer above it")
forbid(app/ui      "^#include [<\"]backend/"                           "ui uses the backend")
forbid(services    "^#include [<\"](app/|core/|Q[A-Z])"                "services use the app or Qt")
forbid(app         "\"[^\"]*(order\\.|item\\.[a-z]+ed|invoice\\.|orders|invoices|items\\.(in|dead)|/api/v1)[^\"]*\"" "app names the reference cluster")

# Areas of core, in order: each may use those before it.
set(areas base stack http store control)
set(above "")
list(REVERSE areas)
foreach(area IN LISTS areas)
    if(above)
        list(JOIN above "|" pattern)
        forbid(app/core/${area} "^#include \"core/(${pattern})/" "an area of core uses one that comes after it")
    endif()
    list(APPEND above ${area})
endforeach()

# SPDX-License-Identifier: GPL-3.0-or-later
# What the pages of a service load, as functions of documentation_files.h and problem_page.h.
set(PLATFORM_DOCUMENTATION_SOURCES)
foreach(file IN ITEMS
        "problemCatalogue openapi/problems.json"
        "swaggerPageScript openapi/pages/docs.js"
        "redocPageScript openapi/pages/redoc.js"
        "swaggerProgram ../third_party/swagger-ui/swagger-ui-bundle.js"
        "swaggerStyle ../third_party/swagger-ui/swagger-ui.css"
        "redocProgram ../third_party/redoc/redoc.standalone.js")
    string(REPLACE " " ";" file "${file}")
    list(GET file 0 function)
    list(GET file 1 path)
    platform_embed_text(source FUNCTION platform::${function} FILE ${path})
    list(APPEND PLATFORM_DOCUMENTATION_SOURCES ${source})
endforeach()

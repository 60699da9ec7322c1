# SPDX-License-Identifier: GPL-3.0-or-later
# The pages Traces, Logs and Compose, and what they share.
set(UI_PAGE_SOURCES
    widgets/filter_field.cpp
    journey/journey_delegate.cpp journey/journey_view.cpp
    logs/log_delegate.cpp logs/log_histogram_view.cpp logs/log_view.cpp logs/logs_page.cpp
    traces/trace_list_delegate.cpp traces/trace_minimap.cpp traces/trace_panel.cpp traces/traces_page.cpp
    traces/waterfall_delegate.cpp traces/waterfall_view.cpp)

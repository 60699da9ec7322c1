# SPDX-License-Identifier: GPL-3.0-or-later
# The pages Traces, Logs and Compose, and what they share.
set(UI_PAGE_SOURCES
    widgets/choice_box.cpp widgets/filter_field.cpp
    compose/code_editor.cpp compose/compose_page.cpp compose/json_highlighter.cpp compose/request_list.cpp
    compose/request_panel.cpp compose/response_panel.cpp compose/timing_strip.cpp
    journey/journey_delegate.cpp journey/journey_view.cpp
    logs/log_delegate.cpp logs/log_histogram_view.cpp logs/log_view.cpp logs/logs_page.cpp
    metrics/metric_chart_view.cpp metrics/metrics_page.cpp
    traces/comparison_view.cpp traces/trace_list_delegate.cpp traces/trace_minimap.cpp traces/trace_panel.cpp traces/traces_page.cpp
    traces/waterfall_delegate.cpp traces/waterfall_view.cpp)

# SPDX-License-Identifier: GPL-3.0-or-later
# Models and presenters of the pages Traces, Logs and Compose, and of the journey that they share.
set(MODEL_PAGE_SOURCES
    compose_draft.cpp compose_header_model.cpp compose_history_model.cpp compose_inspection.cpp compose_json.cpp
    compose_key.cpp compose_offers.cpp compose_presenter.cpp compose_response.cpp compose_stack.cpp compose_values.cpp
    journey_model.cpp journey_watch.cpp
    log_inspection.cpp log_model.cpp log_window.cpp logs_presenter.cpp
    metric_chart.cpp metric_list_model.cpp metrics_presenter.cpp
    trace_comparison.cpp trace_comparison_model.cpp trace_inspection.cpp trace_list_model.cpp trace_waterfall.cpp trace_waterfall_model.cpp traces_presenter.cpp)

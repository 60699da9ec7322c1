# SPDX-License-Identifier: GPL-3.0-or-later
# Models and presenters of Traces, Logs and Compose. Presenters read a real store that the real writer filled.
signalbox_add_test(../core/store/filter_test.cpp  LABEL unit LINK signalbox_store)
signalbox_add_test(compose_header_model_test.cpp  LABEL unit LINK signalbox_models)
signalbox_add_test(compose_json_test.cpp          LABEL unit LINK signalbox_models)
signalbox_add_test(compose_key_test.cpp           LABEL unit LINK signalbox_models)
signalbox_add_test(compose_presenter_test.cpp     LABEL unit LINK signalbox_models signalbox_telemetry)
signalbox_add_test(journey_model_test.cpp         LABEL unit LINK signalbox_models)
signalbox_add_test(log_model_test.cpp             LABEL unit LINK signalbox_models)
signalbox_add_test(logs_presenter_test.cpp        LABEL unit LINK signalbox_models signalbox_telemetry)
signalbox_add_test(service_colors_test.cpp        LABEL unit LINK signalbox_models)
signalbox_add_test(trace_list_model_test.cpp      LABEL unit LINK signalbox_models)
signalbox_add_test(trace_waterfall_test.cpp       LABEL unit LINK signalbox_models signalbox_telemetry)
signalbox_add_test(traces_presenter_test.cpp      LABEL unit LINK signalbox_models signalbox_telemetry)

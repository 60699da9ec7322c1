# SPDX-License-Identifier: GPL-3.0-or-later
# The pages Traces, Logs and Compose over a real store, clicked offscreen.
signalbox_add_test(compose_page_test.cpp LABEL gui LINK signalbox_ui signalbox_telemetry)
signalbox_add_test(logs_page_test.cpp    LABEL gui LINK signalbox_ui signalbox_telemetry)
signalbox_add_test(traces_page_test.cpp  LABEL gui LINK signalbox_ui signalbox_telemetry)
signalbox_add_test(metrics_page_test.cpp LABEL gui LINK signalbox_ui signalbox_telemetry)

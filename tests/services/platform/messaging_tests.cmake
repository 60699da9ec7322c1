# SPDX-License-Identifier: GPL-3.0-or-later
# PostgreSQL values, bus, outbox, inbox and idempotency, without servers.
foreach(test IN ITEMS
        canonical_json_test
        confirm_window_test
        dispatcher_test
        entity_tag_test
        event_consumer_test
        event_id_test
        event_order_test
        idempotency_key_test
        idempotency_layer_test
        in_flight_keys_test
        json_schema_test
        openapi_check_test
        openapi_documents_test
        outbox_envelope_test
        page_test
        quick_check_test
        request_fingerprint_test
        sql_values_test
        strict_json_test
        text_formats_test
        write_batcher_test)
    signalbox_add_test(${test}.cpp LABEL unit LINK platform)
endforeach()
if(SIGNALBOX_FAILPOINTS)
    signalbox_add_test(failpoint_test.cpp LABEL unit LINK platform)
endif()

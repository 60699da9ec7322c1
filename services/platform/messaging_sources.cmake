# SPDX-License-Identifier: GPL-3.0-or-later
# PostgreSQL, outbox, bus, inbox and idempotency: part of the target `platform`, see CMakeLists.txt.
include(${CMAKE_CURRENT_LIST_DIR}/postgres/embed.cmake)

platform_embed_migrations(messaging_migrations FUNCTION platform::messagingMigrations COMPONENT messaging FILES
    outbox/migrations/0001_create_outbox.sql
    outbox/migrations/0002_create_inbox.sql
    outbox/migrations/0003_create_idempotency.sql
    outbox/migrations/0004_add_partitions.sql
    outbox/migrations/0005_grant_messaging.sql
    outbox/migrations/0006_add_idempotency_lease.sql)

if(SIGNALBOX_FAILPOINTS)
    list(APPEND PLATFORM_MESSAGING_SOURCES failpoints/failpoint.cpp)
endif()
include(${CMAKE_CURRENT_LIST_DIR}/openapi/documentation_files.cmake)

list(APPEND PLATFORM_MESSAGING_SOURCES
    ${messaging_migrations}
    ${PLATFORM_DOCUMENTATION_SOURCES}
    bus/confirm_window.cpp
    bus/json_schema.cpp
    bus/message.cpp
    bus/rabbit_connection.cpp
    bus/rabbit_consumer.cpp
    bus/rabbit_message.cpp
    bus/rabbit_publisher.cpp
    http/problem_link.cpp
    idempotency/answers.cpp
    idempotency/canonical_json.cpp
    idempotency/external_effect.cpp
    idempotency/idempotency_key.cpp
    idempotency/idempotency_layer.cpp
    idempotency/in_flight.cpp
    idempotency/record.cpp
    idempotency/record_store.cpp
    idempotency/strict_json.cpp
    idempotency/write_outcome.cpp
    idempotency/write_policy.cpp
    inbox/event_body.cpp
    inbox/event_consumer.cpp
    inbox/event_id.cpp
    inbox/inbox.cpp
    inbox/waiting_events.cpp
    openapi/api_document.cpp
    openapi/described_routes.cpp
    openapi/documentation.cpp
    openapi/html.cpp
    openapi/operation_check.cpp
    openapi/problem_page.cpp
    openapi/public_interface.cpp
    outbox/dispatcher.cpp
    outbox/outbox.cpp
    outbox/pg_outbox_store.cpp
    postgres/batch_thread.cpp
    postgres/connection.cpp
    postgres/database.cpp
    postgres/database_answer.cpp
    postgres/housekeeper.cpp
    postgres/migrations.cpp
    postgres/notification_listener.cpp
    postgres/page.cpp
    postgres/partitions.cpp
    postgres/sql_values.cpp
    schema/quick_check.cpp
    schema/schema_parts.cpp
    schema/text_formats.cpp
    schema/text_rule.cpp)

// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/span_pipeline.h"

#include "platform/log.h"
#include "platform/uuid.h"

#include <opentelemetry/exporters/otlp/otlp_http_exporter_factory.h>
#include <opentelemetry/exporters/otlp/otlp_http_exporter_options.h>
#include <opentelemetry/sdk/common/global_log_handler.h>
#include <opentelemetry/sdk/instrumentationscope/instrumentation_scope.h>
#include <opentelemetry/sdk/resource/resource.h>
#include <opentelemetry/sdk/trace/batch_span_processor_factory.h>
#include <opentelemetry/sdk/trace/batch_span_processor_options.h>
#include <opentelemetry/sdk/trace/exporter.h>
#include <opentelemetry/sdk/trace/processor.h>

#include <atomic>
#include <chrono>

namespace platform {
namespace {

namespace sdk = opentelemetry::sdk;
using Recordables = opentelemetry::nostd::span<std::unique_ptr<sdk::trace::Recordable>>;

constexpr std::size_t queuedSpans = 16384;
constexpr std::size_t batchSpans = 1024;
constexpr std::chrono::milliseconds batchDelay{100};
constexpr std::chrono::seconds exportTimeout{2};

std::atomic<std::uint64_t>& dropped()
{
    static std::atomic<std::uint64_t> count{0};
    return count;
}

std::atomic<std::shared_ptr<SpanPipeline>>& current()
{
    static std::atomic<std::shared_ptr<SpanPipeline>> pipeline;
    return pipeline;
}

// Set by LogHandler while this thread exports: OtlpHttpExporter 1.19 answers success even when sending failed, and its
// error message, which comes from within the call, is the only sign.
bool& exportFailed()
{
    thread_local bool failed = false;
    return failed;
}

// The SDK drops silently, so spans are counted on both sides of its queue.
class CountingExporter final : public sdk::trace::SpanExporter
{
public:
    CountingExporter(std::unique_ptr<sdk::trace::SpanExporter> exporter,
                     std::shared_ptr<std::atomic<std::size_t>> queued)
        : m_exporter(std::move(exporter))
        , m_queued(std::move(queued))
    {
    }

    std::unique_ptr<sdk::trace::Recordable> MakeRecordable() noexcept override { return m_exporter->MakeRecordable(); }

    sdk::common::ExportResult Export(const Recordables& spans) noexcept override
    {
        const std::size_t count = spans.size();
        exportFailed() = false;
        const auto result = m_exporter->Export(spans);
        m_queued->fetch_sub(count);
        if (result != sdk::common::ExportResult::kSuccess || exportFailed())
            dropped() += count;
        return result;
    }

    bool ForceFlush(std::chrono::microseconds timeout) noexcept override { return m_exporter->ForceFlush(timeout); }
    bool Shutdown(std::chrono::microseconds timeout) noexcept override { return m_exporter->Shutdown(timeout); }

private:
    std::unique_ptr<sdk::trace::SpanExporter> m_exporter;
    std::shared_ptr<std::atomic<std::size_t>> m_queued;
};

// The SDK's own handler writes to stdout, between our JSON lines. A collector that is away would say so ten times a
// second: once in half a minute is enough, the counter has the rest.
class LogHandler final : public sdk::common::internal_log::LogHandler
{
public:
    void Handle(sdk::common::internal_log::LogLevel level,
                const char*,
                int,
                const char* message,
                const sdk::common::AttributeMap&) noexcept override
    {
        exportFailed() = exportFailed() || level == sdk::common::internal_log::LogLevel::Error;
        const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
        auto next = m_next.load();
        if (now < next || !m_next.compare_exchange_strong(next, now + pause))
            return;
        logWarn("spans could not be exported", {{"detail", std::string(message ? message : "")}});
    }

private:
    static constexpr std::int64_t pause = std::chrono::nanoseconds(std::chrono::seconds(30)).count();
    std::atomic<std::int64_t> m_next{0};
};

opentelemetry::exporter::otlp::OtlpHeaders parseHeaders(std::string_view text)
{
    opentelemetry::exporter::otlp::OtlpHeaders headers;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        const auto field = text.substr(0, comma);
        const auto equals = field.find('=');
        if (equals != std::string_view::npos)
            headers.emplace(std::string(field.substr(0, equals)), std::string(field.substr(equals + 1)));
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return headers;
}

std::unique_ptr<sdk::trace::SpanExporter> makeExporter(const TracingConfig& config)
{
    opentelemetry::exporter::otlp::OtlpHttpExporterOptions options;
    options.url = config.endpoint + (config.endpoint.ends_with('/') ? "v1/traces" : "/v1/traces");
    options.content_type = opentelemetry::exporter::otlp::HttpRequestContentType::kBinary;
    options.timeout = exportTimeout;
    options.http_headers = parseHeaders(config.headers);
    options.retry_policy_max_attempts = 1;
    return opentelemetry::exporter::otlp::OtlpHttpExporterFactory::Create(options);
}

sdk::resource::Resource makeResource(const TracingConfig& config)
{
    return sdk::resource::Resource::Create({{"service.name", config.service},
                                            {"service.version", config.version},
                                            {"service.instance.id", uuidV7()},
                                            {"deployment.environment.name", config.environment}});
}

} // namespace

struct SpanPipeline::Private
{
    explicit Private(const TracingConfig& config)
        : resource(makeResource(config))
        , scope(sdk::instrumentationscope::InstrumentationScope::Create("signalbox.platform", config.version))
    {
        sdk::trace::BatchSpanProcessorOptions options;
        options.max_queue_size = queuedSpans;
        options.schedule_delay_millis = batchDelay;
        options.max_export_batch_size = batchSpans;
        processor = sdk::trace::BatchSpanProcessorFactory::Create(
            std::make_unique<CountingExporter>(makeExporter(config), queued), options);
    }

    sdk::resource::Resource resource;
    opentelemetry::nostd::unique_ptr<sdk::instrumentationscope::InstrumentationScope> scope;
    std::shared_ptr<std::atomic<std::size_t>> queued = std::make_shared<std::atomic<std::size_t>>(0);
    std::unique_ptr<sdk::trace::SpanProcessor> processor;
};

SpanPipeline::SpanPipeline(const TracingConfig& config)
    : d(std::make_unique<Private>(config))
{
}

SpanPipeline::~SpanPipeline() = default;

std::unique_ptr<sdk::trace::Recordable> SpanPipeline::makeRecord()
{
    auto record = d->processor->MakeRecordable();
    record->SetResource(d->resource);
    record->SetInstrumentationScope(*d->scope);
    return record;
}

void SpanPipeline::take(std::unique_ptr<sdk::trace::Recordable> record)
{
    // One slot less than the SDK's queue holds, so that the SDK itself never drops.
    if (d->queued->fetch_add(1) >= queuedSpans - 1) {
        d->queued->fetch_sub(1);
        ++dropped();
        return;
    }
    d->processor->OnEnd(std::move(record));
}

void SpanPipeline::shutdown()
{
    d->processor->Shutdown(exportTimeout);
}

std::shared_ptr<SpanPipeline> currentSpanPipeline()
{
    return current().load();
}

void initTracing(const TracingConfig& config)
{
    using sdk::common::internal_log::GlobalLogHandler;
    GlobalLogHandler::SetLogHandler(
        opentelemetry::nostd::shared_ptr<sdk::common::internal_log::LogHandler>(new LogHandler));
    current() = config.endpoint.empty() ? nullptr : std::make_shared<SpanPipeline>(config);
}

void shutdownTracing()
{
    if (const auto pipeline = current().exchange(nullptr))
        pipeline->shutdown();
}

std::uint64_t droppedSpans()
{
    return dropped();
}

} // namespace platform

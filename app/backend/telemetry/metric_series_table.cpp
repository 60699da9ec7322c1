// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/telemetry/metric_series_table.h"

#include "core/store/metric_codec.h"

namespace signalbox {
namespace {

using Step = SqliteStatement::Step;

} // namespace

MetricSeriesTable::MetricSeriesTable(SqliteDatabase& database, const Masker& masker)
    : m_database(database)
    , m_masker(masker)
{
}

// What has to differ between two series. Lengths are not written: NUL is in no label that reached us unmasked, and two
// series that collide by it would be one.
QByteArray MetricSeriesTable::keyOf(const MetricSeries& series)
{
    QByteArray key = series.service.toUtf8();
    key.append('\0').append(series.name.toUtf8()).append('\0').append(static_cast<char>(series.kind));
    for (const auto& [name, value] : series.labels)
        key.append('\0').append(name.toUtf8()).append('\1').append(value.toUtf8());
    return key.append('\0').append(encodeDoubles(series.bounds));
}

void MetricSeriesTable::load()
{
    m_states.clear();
    m_ofService.clear();
    auto all =
        m_database.prepare("SELECT id, service, name, kind, labels, bounds, last_second FROM series ORDER BY id");
    while (all.step() == Step::Row) {
        MetricSeries series;
        series.service = all.text(1);
        series.name = all.text(2);
        series.kind = static_cast<MetricKind>(all.integer(3));
        series.labels = decodeLabels(all.text(4).toUtf8());
        series.bounds = decodeDoubles(all.blob(5));
        SeriesState& state = m_states[keyOf(series)];
        state.id = all.integer(0);
        state.kind = series.kind;
        state.lastSecond = all.integer(6);
        ++m_ofService[series.service];
        m_lastId = std::max(m_lastId, state.id);
    }
}

SeriesState* MetricSeriesTable::find(const MetricSeries& series)
{
    MetricSeries masked = series;
    for (auto& [key, value] : masked.labels)
        value = QString::fromUtf8(m_masker.maskValue(key, value.toUtf8()));
    const QByteArray key = keyOf(masked);
    const auto known = m_states.find(key);
    if (known != m_states.end())
        return &*known;
    qsizetype& ofService = m_ofService[masked.service];
    if (m_states.size() >= most || ofService >= mostOfService || !insert(masked, m_lastId + 1))
        return nullptr;
    ++ofService;
    SeriesState& state = m_states[key];
    state.id = ++m_lastId;
    state.kind = masked.kind;
    return &state;
}

bool MetricSeriesTable::insert(const MetricSeries& series, qint64 id)
{
    return m_database.prepare("INSERT INTO series VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)")
        .bind(1, id)
        .bind(2, series.service)
        .bind(3, series.name)
        .bind(4, static_cast<qint64>(series.kind))
        .bind(5, series.unit)
        .bind(6, series.description)
        .bind(7, QString::fromUtf8(encodeLabels(series.labels)))
        .bindBlob(8, encodeDoubles(series.bounds))
        .run();
}

void MetricSeriesTable::forgetBefore(qint64 second)
{
    for (auto state = m_states.begin(); state != m_states.end();) {
        if (state->lastSecond >= second) {
            ++state;
            continue;
        }
        const qsizetype end = state.key().indexOf('\0');
        --m_ofService[QString::fromUtf8(state.key().left(end))];
        state = m_states.erase(state);
    }
    m_database.prepare("DELETE FROM series WHERE last_second < ? AND id NOT IN (SELECT series FROM points)")
        .bind(1, second)
        .run();
}

} // namespace signalbox

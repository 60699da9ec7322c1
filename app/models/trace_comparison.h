// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/trace_waterfall.h"

#include <QMetaType>

#include <optional>

namespace signalbox {

// What one trace shows at a row of a comparison.
struct ComparedSpan
{
    QString spanId;
    qint64 offsetNs = 0; // since its trace began
    qint64 durationNs = 0;
    bool failed = false;

    bool operator==(const ComparedSpan&) const = default;
};

// The same work in two traces, or work that only one of them did.
struct ComparisonRow
{
    WaterfallRow::Kind kind = WaterfallRow::Kind::Span;
    QString service;
    QString text;
    int depth = 0;
    std::optional<ComparedSpan> left = {};
    std::optional<ComparedSpan> right = {};

    bool operator==(const ComparisonRow&) const = default;
    // How much longer it took on the right; what is on one side only counts whole.
    qint64 differenceNs() const;
};

// Lays two traces over each other: below the same work, first what has the same service and name, then what has the
// same service, in the order of their beginnings. Rows in tree order, siblings by their beginning on either side.
QList<ComparisonRow> compareTraces(const QList<WaterfallRow>& left, const QList<WaterfallRow>& right);

} // namespace signalbox

Q_DECLARE_METATYPE(signalbox::ComparisonRow)

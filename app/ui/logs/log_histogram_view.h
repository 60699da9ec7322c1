// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/queries.h"

#include <QWidget>

namespace signalbox {

// How many lines there were when; those that warn or report an error in their own colour. Dragging over a part asks
// for the lines of that time alone.
class LogHistogramView final : public QWidget
{
    Q_OBJECT

public:
    explicit LogHistogramView(QWidget* parent = nullptr);

    void setHistogram(const LogHistogram& histogram);
    QSize sizeHint() const override { return {300, 48}; }

signals:
    void rangePicked(const signalbox::TimeRange& range);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    QRectF field() const;
    qsizetype bucketAt(qreal x) const;
    QString bucketText(qsizetype bucket) const;

    LogHistogram m_histogram;
    qint64 m_highest = 1;
    qsizetype m_from = -1; // buckets under a drag
    qsizetype m_to = -1;
};

} // namespace signalbox

// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/stack_session.h"
#include "core/stack/stack_file.h"
#include "models/compose_history_model.h"

namespace signalbox {

// What the composer knows of the stack: where its edge is, whom to trust there, and the requests that the stack file
// describes. Follows the session. Lives on the GUI thread.
class ComposeStack final : public QObject
{
    Q_OBJECT

public:
    explicit ComposeStack(StackSession& session, QObject* parent = nullptr);

    const QString& edgeUrl() const { return m_edgeUrl; } // empty while nobody said
    const QString& caFile() const { return m_caFile; }
    ComposeHistoryModel& offers() { return m_offers; }
    int exampleRow() const { return m_exampleRow; } // the offer that the example ends with; -1 = there is no example
    bool isKnown() const { return m_offersRead && !m_edgeUrl.isEmpty(); }
    void offerRequests(const QList<DemoStep>& steps);

signals:
    void changed();

private:
    void ask();
    void askInfo();
    void readOffers();

    StackSession& m_session;
    QString m_edgeUrl;
    QString m_caFile;
    QString m_offersFrom; // the stack file that the offers were read from
    bool m_offersRead = false;
    ComposeHistoryModel m_offers;
    int m_exampleRow = -1;
};

} // namespace signalbox

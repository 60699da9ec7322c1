// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compose_stack.h"

#include "core/base/when_done.h"
#include "models/compose_offers.h"

#include <QtConcurrent>

namespace signalbox {

ComposeStack::ComposeStack(StackSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&m_session, &StackSession::stackChanged, this, &ComposeStack::ask);
    if (m_session.phase() == SessionPhase::Attached)
        ask();
}

void ComposeStack::ask()
{
    askInfo();
    readOffers();
}

void ComposeStack::askInfo()
{
    whenDone(m_session.info(), this, [this](const Result<QJsonValue>& answer) {
        if (!answer)
            return; // the shell says that the daemon is lost; a whole URL can be sent without it
        m_edgeUrl = answer->toObject().value(QLatin1String("edge_url")).toString();
        m_caFile = answer->toObject().value(QLatin1String("ca_file")).toString();
        emit changed();
    });
}

void ComposeStack::readOffers()
{
    const QString file = m_session.stackFile();
    if (file.isEmpty())
        return;
    m_offersFrom = file;
    const auto reading = QtConcurrent::run([file] { return readStackFile(file, {}, Unset::IsEmpty); });
    whenDone(reading, this, [this, file](const Result<StackFile>& stack) {
        if (stack && file == m_offersFrom) // a broken file is told by the shell; the last offers stay
            offerRequests(stack->demo);
    });
}

void ComposeStack::offerRequests(const QList<DemoStep>& steps)
{
    m_offers.setEntries(composeOffers(steps));
    m_exampleRow = signalbox::exampleRow(steps);
    m_offersRead = true;
    emit changed();
}

} // namespace signalbox

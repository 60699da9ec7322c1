// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The one place where Asio is compiled (BOOST_ASIO_SEPARATE_COMPILATION): every other file only declares it.
#include <boost/asio/impl/src.hpp>

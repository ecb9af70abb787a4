// SPDX-License-Identifier: Apache-2.0
// The conversations of the official SDK: its methods that are served.  sdk.mjs imports this, and
// counts.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { contactMake, crm, ours, refused } from './sdk-stage.mjs';
import { locationId, url, word } from './stage.mjs';

const ID = /^[A-Za-z0-9]{20}$/;

describe('conversations', () => {
  let ann, texter, caller;

  before(async () => {
    ann = await contactMake({ phone: '+12025550188' });
    texter = await ours('/groundlevel/providers', {
      locationId, name: word('Texter'), type: 'SMS' });
    caller = await ours('/groundlevel/providers', {
      locationId, name: word('Caller'), type: 'Call' });
  });

  const heard = (message) => crm.conversations.addAnInboundMessage({
    type: 'SMS', contactId: ann.id, conversationProviderId: texter.id, message });

  test('a conversation is made, found, read, marked and deleted', async () => {
    const other = await contactMake();
    const { conversation } = await crm.conversations.createConversation({
      locationId, contactId: other.id });
    assert.match(conversation.id, ID);
    await refused(crm.conversations.createConversation({ locationId, contactId: other.id }),
      400, /already exists/);
    const found = await crm.conversations.searchConversation({
      locationId, contactId: other.id });
    assert.equal(found.total, 1);
    assert.equal(found.conversations[0].id, conversation.id);
    const where = { conversationId: conversation.id };
    assert.equal((await crm.conversations.getConversation(where)).contactId, other.id);
    const marked = await crm.conversations.updateConversation(
      where, { locationId, unreadCount: 1, starred: true });
    assert.equal(marked.conversation.unreadCount, 1);
    assert.equal((await crm.conversations.deleteConversation(where)).success, true);
    await refused(crm.conversations.getConversation(where), 400, /not found/);
  });

  test('messages are heard, sent, read and exported', async () => {
    const said = await heard('Hello');
    assert.equal(said.success, true);
    const sent = await crm.conversations.sendANewMessage({
      type: 'SMS', contactId: ann.id, message: 'Good day' });
    assert.equal(sent.conversationId, said.conversationId);
    const status = await crm.conversations.updateMessageStatus(
      { messageId: sent.messageId }, { status: 'delivered' });
    assert.equal(status.status, 'delivered');
    const { message } = await crm.conversations.getMessage({ id: sent.messageId });
    assert.equal(message.status, 'delivered');
    const { messages } = await crm.conversations.getMessages({
      conversationId: said.conversationId });
    assert.deepEqual(messages.messages.map((m) => m.body), ['Good day', 'Hello']);
    const all = await crm.conversations.exportMessagesByLocation({
      locationId, contactId: ann.id });
    assert.equal(all.total, 2);
    const typing = await crm.conversations.liveChatAgentTyping({
      locationId, isTyping: true, visitorId: 'v', conversationId: said.conversationId });
    assert.equal(typing.success, true);
  });

  test('calls have their recordings and what was said', async () => {
    const { conversationId } = await heard('Call me');
    const call = await crm.conversations.addAnOutboundMessage({
      type: 'Call', conversationId, conversationProviderId: caller.id,
      call: { to: '+12025550188', from: '+12025550199', status: 'completed' } });
    const where = { messageId: call.messageId };
    await crm.conversations.addMessageAttachments(
      where, { attachments: ['https://example.com/call.mp3'] });
    const at = { locationId, ...where };
    await refused(crm.conversations.getMessageTranscription(at), 404, /no transcription/);
    await ours(`/conversations/messages/${call.messageId}/transcription`, {
      sentences: [{ mediaChannel: 1, startTime: 0, endTime: 900, transcript: 'Hello' }] }, 'PUT');
    const said = await crm.conversations.getMessageTranscription(at);
    assert.equal(said[0].transcript, 'Hello');
    await crm.conversations.addMessageAttachments(where, { attachments: [`${url}/health`] });
    await crm.conversations.getMessageRecording(at); // it follows to where the recording is
    await refused(crm.conversations.sendReviewReply(
      { locationId, conversationId, message: 'Thanks' }), 400, /no review/);
    const text = await crm.conversations.downloadMessageTranscription(at);
    assert.match(String(text), /^\[00:00\] Agent: Hello/);
  });

  test('what is scheduled is called back', async () => {
    const later = { contactId: ann.id, scheduledTimestamp: 4070908800 };
    const text = await crm.conversations.sendANewMessage({
      type: 'SMS', message: 'Later', ...later });
    const gone = await crm.conversations.cancelScheduledMessage({ messageId: text.messageId });
    assert.equal(gone.status, 200);
    const mail = await crm.conversations.sendANewMessage({
      type: 'Email', html: '<p>Later</p>', subject: 'Later', ...later });
    const read = await crm.conversations.getEmailById({ id: mail.emailMessageId });
    assert.equal(read.status, 'scheduled');
    const back = await crm.conversations.cancelScheduledEmailMessage({
      emailMessageId: mail.emailMessageId });
    assert.equal(back.status, 200);
  });

  test('a person leaves a kind of mail', async () => {
    const { customSubtype: kind } = await crm.conversations.createCustomSubtype(
      { locationId }, { name: word('News'), channel: 'email', language: 'en' });
    const changed = await crm.conversations.updateCustomSubtype(
      { locationId, id: kind.id }, { description: 'Each week' });
    assert.equal(changed.customSubtype.description, 'Each week');
    const { customSubtypes } = await crm.conversations.getAllCustomSubtypes({ locationId });
    assert.ok(customSubtypes.some((one) => one.id === kind.id));
    await crm.conversations.userSubscriptionChange({
      locationId, contactId: ann.id, email: ann.email,
      subscription_action: {
        type: 'custom', subtype_id: kind.id, subtype_status: 'unsubscribed' } });
    const { subscriptions } = await crm.conversations.getContactUnsubscriptionStatus({
      locationId, contactId: ann.id });
    assert.equal(subscriptions[0].status, 'unsubscribed');
  });
});

<%@ page contentType="text/html;charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<c:set var="title" value="Where you are signed in"/>
<c:set var="place" value="sessions"/>
<%@ include file="top.jspf" %>
      <h1>Where you are signed in</h1>
      <p class="lead">With a cookie or with a token that refers to the server, on whatever device. If you do not know one of them, end it and change your password.</p>
      <p id="message" class="notice" role="status" hidden></p>
      <noscript><p class="notice alarm">This list needs JavaScript.</p></noscript>
      <ul id="sessions" class="cards" aria-label="Where you are signed in"></ul>
      <button id="others" type="button" hidden>Sign out everywhere else</button>
      <script type="module" src="${root}/assets/sessions.js"></script>
<%@ include file="bottom.jspf" %>
